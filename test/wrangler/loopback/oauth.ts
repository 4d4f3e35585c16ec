import { newId } from "./account.ts";

/** What the login page and the token service answer: a redirect back to wrangler, or JSON. */
export type OauthAnswer = { readonly redirect: string } | { readonly json: object };

/** The login of `wrangler login`: whoever opens the page agrees at once. */
export class Oauth {
  /** Access tokens that count. */
  readonly tokens = new Set<string>();
  readonly #codes = new Set<string>();
  readonly #refresh = new Map<string, string>();

  /** The answer to a request below `/oauth2/`, or undefined for any other. */
  answer(path: string, query: URLSearchParams, body: string): OauthAnswer | undefined {
    switch (path) {
      case "/oauth2/auth":
        return { redirect: this.#consent(query) };
      case "/oauth2/token":
        return { json: this.#exchange(new URLSearchParams(body)) };
      case "/oauth2/revoke":
        this.#revoke(new URLSearchParams(body).get("token") ?? "");
        return { json: {} };
      default:
        return undefined;
    }
  }

  #consent(query: URLSearchParams): string {
    const code = newId();
    this.#codes.add(code);
    const back = new URL(query.get("redirect_uri") ?? "");
    back.searchParams.set("code", code);
    back.searchParams.set("state", query.get("state") ?? "");
    return back.href;
  }

  #exchange(form: URLSearchParams): object {
    if (!this.#codes.delete(form.get("code") ?? "")) return { error: "invalid_grant" };
    const access_token = `access-${newId()}`;
    const refresh_token = `refresh-${newId()}`;
    this.tokens.add(access_token);
    this.#refresh.set(refresh_token, access_token);
    return { access_token, refresh_token, expires_in: 3600, scope: "account:read workers:write", token_type: "bearer" };
  }

  #revoke(refreshToken: string): void {
    this.tokens.delete(this.#refresh.get(refreshToken) ?? "");
    this.#refresh.delete(refreshToken);
  }
}
