import { DurableObject } from "cloudflare:workers";

export class RateLimit extends DurableObject<Env> {
  async allows(limit: number): Promise<boolean> {
    const used = ((await this.ctx.storage.get<number>("used")) ?? 0) + 1;
    await this.ctx.storage.put("used", used);
    await this.ctx.storage.setAlarm(Date.now() + 60_000);
    return used <= limit;
  }

  override async alarm(): Promise<void> {
    await this.ctx.storage.deleteAll();
  }
}
