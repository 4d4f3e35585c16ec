import { DurableObject } from "cloudflare:workers";

export class Presence extends DurableObject<Env> {
  async enter(name: string): Promise<void> {
    await this.ctx.storage.put(name, Date.now());
  }
}
