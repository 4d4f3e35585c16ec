import type { Room } from "./rooms/room";

export interface Env {
  ROOM: DurableObjectNamespace<Room>;
}
