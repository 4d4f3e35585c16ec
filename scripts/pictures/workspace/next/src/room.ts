import { DurableObject } from "cloudflare:workers";

/** A chat room. Its sockets hibernate while nobody speaks. */
export class ChatRoom extends DurableObject<Env> {
  private readonly sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.sql.exec("CREATE TABLE IF NOT EXISTS messages (author TEXT, text TEXT, sent INTEGER)");
  }

  override async fetch(request: Request): Promise<Response> {
    const author = new URL(request.url).searchParams.get("author") ?? "";
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    server.serializeAttachment({ author });
    return new Response(null, { status: 101, webSocket: client });
  }

  async latest(count: number) {
    const rows = this.sql.exec("SELECT author, text FROM messages ORDER BY sent DESC LIMIT ?", count);
    return rows.toArray();
  }

  override async webSocketMessage(socket: WebSocket, text: string): Promise<void> {
    const { author } = socket.deserializeAttachment();
    await this.env.PROFILES.getByName(author).seen();
    this.sql.exec("INSERT INTO messages VALUES (?, ?, ?)", author, text, Date.now());
    for (const other of this.ctx.getWebSockets()) other.send(text);
  }

  override async webSocketClose(socket: WebSocket): Promise<void> {
    socket.close();
  }
}
