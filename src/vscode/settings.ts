import * as vscode from "vscode";
import { settingDefaults, type SettingName, type Settings } from "../contributions.ts";

/** The value of a setting for a resource (folder settings win), or its default. */
export function readSetting<Name extends SettingName>(name: Name, scope?: vscode.Uri): Settings[Name] {
  return vscode.workspace.getConfiguration("durableObjects", scope).get<Settings[Name]>(name) ?? settingDefaults[name];
}
