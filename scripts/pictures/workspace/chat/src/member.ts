import { DurableObject } from "cloudflare:workers";

export class Member extends DurableObject<Env> {
  async seen(): Promise<void> {
    await this.ctx.storage.put("seen", Date.now());
  }
}
