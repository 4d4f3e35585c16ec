import { DurableObject } from "cloudflare:workers";

export type Message = {
  readonly author: string;
  readonly text: string;
  readonly sent: number;
};

/** A chat room. Its sockets hibernate: while nobody speaks, the room costs nothing and nobody is disconnected. */
export class ChatRoom extends DurableObject<Env> {
  private readonly sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.sql.exec("CREATE TABLE IF NOT EXISTS messages (author TEXT, text TEXT, sent INTEGER)");
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  override async fetch(request: Request): Promise<Response> {
    const author = new URL(request.url).searchParams.get("author") ?? "somebody";
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    // What a socket has to remember lives in its attachment: fields of the class are gone after hibernation.
    server.serializeAttachment({ author });
    return new Response(null, { status: 101, webSocket: client });
  }

  async latest(count: number): Promise<Message[]> {
    const query = "SELECT author, text, sent FROM messages ORDER BY sent DESC LIMIT ?";
    return this.sql.exec<Message>(query, count).toArray();
  }

  override async webSocketMessage(socket: WebSocket, text: string | ArrayBuffer): Promise<void> {
    if (typeof text !== "string") return;
    const { author } = socket.deserializeAttachment() as { author: string };
    const message: Message = { author, text, sent: Date.now() };
    this.sql.exec("INSERT INTO messages (author, text, sent) VALUES (?, ?, ?)", author, text, message.sent);
    for (const other of this.ctx.getWebSockets()) other.send(JSON.stringify(message));
  }

  override async webSocketClose(socket: WebSocket): Promise<void> {
    socket.close();
  }
}
