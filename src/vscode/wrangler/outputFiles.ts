import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";

/** A path for a run's machine-readable output; nothing is there yet. */
export function outputFile(): string {
  return path.join(tmpdir(), `durable-objects-${randomUUID()}.ndjson`);
}
