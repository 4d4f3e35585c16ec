import type { Env } from "./env";

export { Room } from "./rooms";

export default {
  async fetch(request: Request, env: Env) {
    return env.ROOM.getByName(request.url).fetch(request);
  },
};
