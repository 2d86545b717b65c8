/** The live metrics: server-sent events that can be paused, and that find back by themselves when they break. */

/** @typedef {"connecting" | "live" | "paused" | "asleep" | "reconnecting" | "refused"} StreamState */

/**
 * @param {object} options
 * @param {string} options.url
 * @param {(snapshot: import("../common/api-types.js").CrossingsSnapshot) => void} options.onSnapshot
 * @param {(state: StreamState) => void} options.onState
 * @param {(url: string) => EventSource} [options.connect]
 */
export function createCrossingsStream({
  url,
  onSnapshot,
  onState,
  connect = (address) => new EventSource(address),
}) {
  /** @type {EventSource | null} */
  let source = null;

  const start = () => {
    onState("connecting");
    const opened = connect(url);
    source = opened;
    opened.addEventListener("crossings", (event) => {
      if (source !== opened) return;
      onState("live");
      onSnapshot(JSON.parse(event.data));
    });
    opened.addEventListener("error", () => {
      if (source !== opened) return;
      // The browser tries again by itself, unless the server refused: too many watch already.
      onState(opened.readyState === EventSource.CLOSED ? "refused" : "reconnecting");
    });
  };
  const stop = () => {
    source?.close();
    source = null;
  };

  return {
    start,
    stop,
    pause() {
      stop();
      onState("paused");
    },
    /** For a tab that nobody sees: the connection is given to those who watch. */
    sleep() {
      if (source === null) return;
      stop();
      onState("asleep");
    },
    get paused() {
      return source === null;
    },
  };
}
