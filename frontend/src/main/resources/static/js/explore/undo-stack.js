/** Steps that can be taken back. A step knows how to do itself and how to undo itself; pure bookkeeping. */

/** @typedef {{label: string, redo: () => void, undo: () => void}} Step */

const KEPT = 200;

/** @param {() => void} [onChange] */
export function createUndoStack(onChange = () => {}) {
  /** @type {Step[]} */
  let done = [];
  /** @type {Step[]} */
  let undone = [];

  return {
    /** Does the step and remembers it; what was undone before is forgotten. @param {Step} step */
    perform(step) {
      step.redo();
      done.push(step);
      if (done.length > KEPT) done.shift();
      undone = [];
      onChange();
    },
    /** @returns {string | null} what was undone */
    undo() {
      const step = done.pop();
      if (!step) return null;
      step.undo();
      undone.push(step);
      onChange();
      return step.label;
    },
    /** @returns {string | null} what was done again */
    redo() {
      const step = undone.pop();
      if (!step) return null;
      step.redo();
      done.push(step);
      onChange();
      return step.label;
    },
    clear() {
      done = [];
      undone = [];
      onChange();
    },
    get undoLabel() {
      return done.at(-1)?.label ?? null;
    },
    get redoLabel() {
      return undone.at(-1)?.label ?? null;
    },
  };
}
