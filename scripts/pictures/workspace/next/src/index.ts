export { ChatRoom } from "./room";
export { Profile } from "./member";
export { Presence } from "./presence";

export default {
  async fetch(request, env): Promise<Response> {
    const { pathname } = new URL(request.url);
    const name = /^\/rooms\/([\w-]+)$/.exec(pathname)?.[1];
    if (name === undefined) return new Response("Ask for /rooms/NAME.", { status: 404 });
    const room = env.ROOMS.getByName(name);
    await env.PRESENCE.getByName(name).enter("somebody");
    if (request.headers.get("Upgrade") === "websocket") return room.fetch(request);
    return Response.json(await room.latest(20));
  },
} satisfies ExportedHandler<Env>;
