/** The entry of the pages that are only read: help and errors. */
import { createBillView } from "./common/bill-view.js";
import { installShortcuts } from "./common/shortcuts.js";

createBillView();
installShortcuts([]);
