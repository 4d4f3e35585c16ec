/** The kinds of class that "Add Durable Object" writes. */
export const objectKinds = ["rpc", "fetch", "websocket", "alarm", "agent"] as const;

export type ObjectKind = (typeof objectKinds)[number];

/** How the project's own source is written. */
export interface SourceStyle {
  readonly isTypeScript: boolean;
  /** Whether `Env` is a type everywhere, as where types are generated; without it a class takes what its base has by itself. */
  readonly hasEnv: boolean;
  readonly indent: string;
  readonly quote: '"' | "'";
  readonly newLine: string;
}

/** The text of a class of a kind, with its imports, in the style of the project. It ends with a line break. */
export function classText(name: string, kind: ObjectKind, style: SourceStyle): string {
  const text = typed(templates[kind](name), style.isTypeScript);
  const based = style.hasEnv ? text : text.replaceAll("<Env>", "");
  return based.replaceAll("\t", style.indent).replaceAll('"', style.quote).replaceAll("\n", style.newLine);
}

/** The templates mark what only TypeScript has with «». */
function typed(text: string, isTypeScript: boolean): string {
  return isTypeScript ? text.replaceAll(/[«»]/g, "") : text.replaceAll(/«[^«»]*»/g, "");
}

const templates: Readonly<Record<ObjectKind, (name: string) => string>> = {
  rpc: (name) => `import { DurableObject } from "cloudflare:workers";

export class ${name} extends DurableObject«<Env>» {
	async increment(by = 1)«: Promise<number>» {
		const value = ((await this.ctx.storage.get«<number>»("value")) ?? 0) + by;
		await this.ctx.storage.put("value", value);
		return value;
	}
}
`,
  fetch: (name) => `import { DurableObject } from "cloudflare:workers";

export class ${name} extends DurableObject«<Env>» {
	async fetch(request«: Request»)«: Promise<Response>» {
		return new Response(\`Hello from \${this.ctx.id.name} at \${new URL(request.url).pathname}\`);
	}
}
`,
  websocket: (name) => `import { DurableObject } from "cloudflare:workers";

export class ${name} extends DurableObject«<Env>» {
	async fetch(request«: Request»)«: Promise<Response>» {
		if (request.headers.get("Upgrade") !== "websocket") return new Response("Expected a WebSocket", { status: 426 });
		const [client, server] = Object.values(new WebSocketPair())« as [WebSocket, WebSocket]»;
		this.ctx.acceptWebSocket(server);
		return new Response(null, { status: 101, webSocket: client });
	}

	async webSocketMessage(ws«: WebSocket», message«: string | ArrayBuffer»)«: Promise<void>» {
		for (const other of this.ctx.getWebSockets()) if (other !== ws) other.send(message);
	}

	async webSocketClose(ws«: WebSocket», code«: number», reason«: string»)«: Promise<void>» {
		// 1005 and 1006 say that there was no code; they cannot be sent.
		ws.close(code === 1005 || code === 1006 ? 1000 : code, reason);
	}
}
`,
  alarm: (name) => `import { DurableObject } from "cloudflare:workers";

export class ${name} extends DurableObject«<Env>» {
	async schedule(seconds«: number»)«: Promise<void>» {
		await this.ctx.storage.setAlarm(Date.now() + seconds * 1000);
	}

	async alarm()«: Promise<void>» {
		await this.ctx.storage.put("last", Date.now());
	}
}
`,
  agent: (name) => `import { Agent } from "agents";

export class ${name} extends Agent«<Env>» {
	async onRequest(request«: Request»)«: Promise<Response>» {
		return new Response(\`Hello from \${this.name} at \${new URL(request.url).pathname}\`);
	}
}
`,
};
