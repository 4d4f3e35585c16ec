import { bcwExternalIo } from "./bcw-external-io.ts";
import { bcwInRequest } from "./bcw-in-request.ts";
import { criticalStateInMemory } from "./critical-state-in-memory.ts";
import { deleteallAlarmSurvives } from "./deleteall-alarm-survives.ts";
import { deletealarmRedundant } from "./deletealarm-redundant.ts";
import { deleteallInTransaction } from "./deleteall-in-transaction.ts";
import { doConstructedDirectly } from "./do-constructed-directly.ts";
import { doMissingSuper } from "./do-missing-super.ts";
import { doNoFetchHandler } from "./do-no-fetch-handler.ts";
import { doSuperArgs } from "./do-super-args.ts";
import { doThisState } from "./do-this-state.ts";
import { fetchRelativeUrl } from "./fetch-relative-url.ts";
import { kvLimits } from "./kv-limits.ts";
import { kvListNested } from "./kv-list-nested.ts";
import { putUndefined } from "./put-undefined.ts";
import { readModifyWriteOverFetch } from "./read-modify-write-over-fetch.ts";
import { rpcClassNotExtending } from "./rpc-class-not-extending.ts";
import { rpcFieldArrowMethod } from "./rpc-field-arrow-method.ts";
import { rpcReservedName } from "./rpc-reserved-name.ts";
import { rpcShadowedByStub } from "./rpc-shadowed-by-stub.ts";
import { rpcUnawaited } from "./rpc-unawaited.ts";
import { rpcUnserializable } from "./rpc-unserializable.ts";
import type { Rule } from "./rule.ts";
import { schemaInRequestPath } from "./schema-in-request-path.ts";
import { sqlBindArray } from "./sql-bind-array.ts";
import { sqlBindBoolean } from "./sql-bind-boolean.ts";
import { sqlBindCount } from "./sql-bind-count.ts";
import { sqlBindObject } from "./sql-bind-object.ts";
import { sqlCursorAcrossAwait } from "./sql-cursor-across-await.ts";
import { sqlFunctionNotAllowed } from "./sql-function-not-allowed.ts";
import { sqlInterpolation } from "./sql-interpolation.ts";
import { sqlLimitsRule } from "./sql-limits.ts";
import { sqlOneZeroRows } from "./sql-one-zero-rows.ts";
import { sqlPragmaNotAuthorized } from "./sql-pragma-not-authorized.ts";
import { sqlStatementNotAuthorized } from "./sql-statement-not-authorized.ts";
import { sqlSyntax } from "./sql-syntax.ts";
import { sqlTransactionStatement } from "./sql-transaction-statement.ts";
import { sqlUnknownColumn } from "./sql-unknown-column.ts";
import { sqlUnknownTable } from "./sql-unknown-table.ts";
import { storageReadUnawaited } from "./storage-read-unawaited.ts";
import { transactionSyncAsync } from "./transaction-sync-async.ts";

/** What goes wrong with classes, their constructors and calls on stubs. */
export const classRules: readonly Rule[] = [
  rpcClassNotExtending,
  doMissingSuper,
  doSuperArgs,
  doThisState,
  rpcFieldArrowMethod,
  rpcReservedName,
  rpcShadowedByStub,
  rpcUnserializable,
  rpcUnawaited,
  storageReadUnawaited,
  fetchRelativeUrl,
  doNoFetchHandler,
  doConstructedDirectly,
];

/** What goes wrong with SQL. */
export const sqlRules: readonly Rule[] = [
  sqlTransactionStatement,
  sqlBindCount,
  sqlBindArray,
  sqlBindBoolean,
  sqlBindObject,
  sqlInterpolation,
  sqlSyntax,
  sqlUnknownTable,
  sqlUnknownColumn,
  sqlPragmaNotAuthorized,
  sqlStatementNotAuthorized,
  sqlFunctionNotAllowed,
  sqlLimitsRule,
  sqlOneZeroRows,
];

/** What goes wrong with storage, and with what an object does while it holds others back. */
export const storageRules: readonly Rule[] = [
  transactionSyncAsync,
  sqlCursorAcrossAwait,
  deleteallAlarmSurvives,
  deletealarmRedundant,
  deleteallInTransaction,
  putUndefined,
  kvLimits,
  kvListNested,
  schemaInRequestPath,
  bcwInRequest,
  bcwExternalIo,
  criticalStateInMemory,
  readModifyWriteOverFetch,
];
