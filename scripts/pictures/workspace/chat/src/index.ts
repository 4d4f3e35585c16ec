export { ChatRoom } from "./room";
export { Member } from "./member";
export { RateLimit } from "./limit";

export default {
  async fetch(request, env): Promise<Response> {
    const { pathname } = new URL(request.url);
    const name = /^\/rooms\/([\w-]+)$/.exec(pathname)?.[1];
    if (name === undefined) return new Response("Ask for /rooms/NAME.", { status: 404 });
    const room = env.ROOMS.getByName(name);
    if (!(await env.LIMITS.getByName(name).allows(100))) return new Response("Slow down.", { status: 429 });
    if (request.headers.get("Upgrade") === "websocket") return room.fetch(request);
    return Response.json(await room.latest(20));
  },
} satisfies ExportedHandler<Env>;
