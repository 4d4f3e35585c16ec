import { wsMissingMessageHandler } from "./ws-missing-message-handler.ts";
import { wsListenerOnHibernatable } from "./ws-listener-on-hibernatable.ts";
import { wsAcceptConflict } from "./ws-accept-conflict.ts";
import { wsCloseEchoCode } from "./ws-close-echo-code.ts";
import { wsCloseArgs } from "./ws-close-args.ts";
import { wsTags } from "./ws-tags.ts";
import { alarmHandlerMissing } from "./alarm-handler-missing.ts";
import { alarmTimeInvalid } from "./alarm-time-invalid.ts";
import { alarmRelativeTime } from "./alarm-relative-time.ts";
import { alarmInConstructor } from "./alarm-in-constructor.ts";
import { preferGetbyname } from "./prefer-getbyname.ts";
import { idStringInvalid } from "./id-string-invalid.ts";
import { getWithString } from "./get-with-string.ts";
import { randomName } from "./random-name.ts";
import { locationHintInvalid } from "./location-hint-invalid.ts";
import { jurisdictionInvalid } from "./jurisdiction-invalid.ts";
import { emptyDoName } from "./empty-do-name.ts";
import type { Rule } from "./rule.ts";

/** The rules on WebSockets, in the order of the catalogue. */
export const webSocketRules: readonly Rule[] = [
  wsMissingMessageHandler,
  wsListenerOnHibernatable,
  wsAcceptConflict,
  wsCloseEchoCode,
  wsCloseArgs,
  wsTags,
];

/** The rules on alarms and the life of an object, in the order of the catalogue. */
export const alarmRules: readonly Rule[] = [
  alarmHandlerMissing,
  alarmTimeInvalid,
  alarmRelativeTime,
  alarmInConstructor,
];

/** The rules on names, ids and places of objects, in the order of the catalogue. */
export const addressRules: readonly Rule[] = [
  preferGetbyname,
  idStringInvalid,
  getWithString,
  randomName,
  locationHintInvalid,
  jurisdictionInvalid,
  emptyDoName,
];
