interface Env {
  readonly ROOM: DurableObjectNamespace;
}

export default {
  async fetch(_request: Request, env: Env): Promise<Response> {
    const room = env.ROOM.getByName("one");
    return room.fetch("http://room/");
  },
};
