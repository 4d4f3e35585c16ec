import { wsAcceptNotHibernatable } from "./ws-accept-not-hibernatable.ts";
import { wsMissingMessageHandler } from "./ws-missing-message-handler.ts";
import { wsListenerOnHibernatable } from "./ws-listener-on-hibernatable.ts";
import { wsAcceptConflict } from "./ws-accept-conflict.ts";
import { wsCloseNotReciprocated } from "./ws-close-not-reciprocated.ts";
import { wsCloseEchoCode } from "./ws-close-echo-code.ts";
import { wsCloseArgs } from "./ws-close-args.ts";
import { wsTags } from "./ws-tags.ts";
import { wsSendBeforeAccept } from "./ws-send-before-accept.ts";
import { wsStateInMemory } from "./ws-state-in-memory.ts";
import { wsBinaryTypeBlob } from "./ws-binary-type-blob.ts";
import { timerBlocksHibernation } from "./timer-blocks-hibernation.ts";
import { alarmHandlerMissing } from "./alarm-handler-missing.ts";
import { alarmTimeInvalid } from "./alarm-time-invalid.ts";
import { alarmRelativeTime } from "./alarm-relative-time.ts";
import { alarmInConstructor } from "./alarm-in-constructor.ts";
import { alarmNoRescheduleOnError } from "./alarm-no-reschedule-on-error.ts";
import { abortAlwaysThrows } from "./abort-always-throws.ts";
import { preferGetbyname } from "./prefer-getbyname.ts";
import { idFromOtherNamespace } from "./id-from-other-namespace.ts";
import { idStringInvalid } from "./id-string-invalid.ts";
import { getWithString } from "./get-with-string.ts";
import { uniqueIdNotStored } from "./unique-id-not-stored.ts";
import { globalSingleton } from "./global-singleton.ts";
import { randomName } from "./random-name.ts";
import { locationHintInvalid } from "./location-hint-invalid.ts";
import { jurisdictionInvalid } from "./jurisdiction-invalid.ts";
import { jurisdictionIdMismatch } from "./jurisdiction-id-mismatch.ts";
import { emptyDoName } from "./empty-do-name.ts";
import type { Rule } from "./rule.ts";

/** The rules on WebSockets, in the order of the catalogue. */
export const webSocketRules: readonly Rule[] = [
  wsAcceptNotHibernatable,
  wsMissingMessageHandler,
  wsListenerOnHibernatable,
  wsAcceptConflict,
  wsCloseNotReciprocated,
  wsCloseEchoCode,
  wsCloseArgs,
  wsTags,
  wsSendBeforeAccept,
  wsStateInMemory,
  wsBinaryTypeBlob,
  timerBlocksHibernation,
];

/** The rules on alarms and the life of an object, in the order of the catalogue. */
export const alarmRules: readonly Rule[] = [
  alarmHandlerMissing,
  alarmTimeInvalid,
  alarmRelativeTime,
  alarmInConstructor,
  alarmNoRescheduleOnError,
  abortAlwaysThrows,
];

/** The rules on names, ids and places of objects, in the order of the catalogue. */
export const addressRules: readonly Rule[] = [
  preferGetbyname,
  idFromOtherNamespace,
  idStringInvalid,
  getWithString,
  uniqueIdNotStored,
  globalSingleton,
  randomName,
  locationHintInvalid,
  jurisdictionInvalid,
  jurisdictionIdMismatch,
  emptyDoName,
];
