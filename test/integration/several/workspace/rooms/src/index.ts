import { DurableObject } from "cloudflare:workers";

export class Room extends DurableObject {
  override async fetch(): Promise<Response> {
    const greeting = "from the room";
    return new Response(greeting);
  }
}

export default { fetch: () => new Response("rooms") };
