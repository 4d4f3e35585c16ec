declare namespace Cloudflare {
  interface Env {
    readonly ROOMS: DurableObjectNamespace<import("./room").ChatRoom>;
    readonly PROFILES: DurableObjectNamespace<import("./member").Profile>;
    readonly PRESENCE: DurableObjectNamespace<import("./presence").Presence>;
  }
}

interface Env extends Cloudflare.Env {}
