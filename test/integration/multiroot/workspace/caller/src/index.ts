export default {
  async fetch(_request: Request, env: Env): Promise<Response> {
    return env.COUNTER.getByName("one").fetch("https://counter");
  },
};

type Env = { COUNTER: DurableObjectNamespace };
