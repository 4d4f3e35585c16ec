import { Room } from "../src";

export const name = (room: Room) => room instanceof Room;
