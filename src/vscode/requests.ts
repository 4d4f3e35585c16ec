import type * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { Requests, ToEditor, ToServer } from "../protocol.ts";

/** Sends one of our own requests. */
export async function request<Name extends keyof Requests>(
  client: BaseLanguageClient,
  name: Name,
  params: Requests[Name]["params"],
): Promise<Requests[Name]["result"]> {
  return client.sendRequest<Requests[Name]["result"]>(name, params);
}

/** Sends one of our own notifications. */
export async function notify<Name extends keyof ToServer>(
  client: BaseLanguageClient,
  name: Name,
  params: ToServer[Name],
): Promise<void> {
  await client.sendNotification(name, params);
}

/**
 * Hears one of the server's own notifications; it may be called before the client has started. There is one listener for
 * each name: the client drops the one before.
 */
export function onNotification<Name extends keyof ToEditor>(
  client: BaseLanguageClient,
  name: Name,
  listener: (params: ToEditor[Name]) => void,
): vscode.Disposable {
  return client.onNotification(name, listener);
}
