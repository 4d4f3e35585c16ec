declare namespace Cloudflare {
  interface Env {
    readonly ROOMS: DurableObjectNamespace<import("./room").ChatRoom>;
    readonly MEMBERS: DurableObjectNamespace<import("./member").Member>;
    readonly LIMITS: DurableObjectNamespace<import("./limit").RateLimit>;
  }
}

interface Env extends Cloudflare.Env {}
