import { DurableObject } from "cloudflare:workers";

export class Profile extends DurableObject<Env> {
  async seen(): Promise<void> {
    await this.ctx.storage.put("seen", Date.now());
  }
}
