/** The entry of the pages that are only read: help and errors. */
import { installShortcuts } from "./common/shortcuts.js";

installShortcuts([]);
