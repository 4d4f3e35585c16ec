declare namespace Cloudflare {
  interface Env {
    readonly ROOMS: DurableObjectNamespace<import("./room").ChatRoom>;
  }
}

interface Env extends Cloudflare.Env {}
