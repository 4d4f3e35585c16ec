import { DurableObject } from "cloudflare:workers";

export class Counter extends DurableObject {
  async increment(): Promise<number> {
    const value = ((await this.ctx.storage.get<number>("value")) ?? 0) + 1;
    await this.ctx.storage.put("value", value);
    return value;
  }
}

interface Env {
  readonly COUNTER: DurableObjectNamespace<Counter>;
}

export default {
  async fetch(_request: Request, env: Env): Promise<Response> {
    return new Response(`count ${await env.COUNTER.getByName("one").increment()}`);
  },
};
