import { DurableObject } from "cloudflare:workers";

/** Room holds the people. */
export class Room extends DurableObject {
  static readonly empty: Room[] = [];
}
