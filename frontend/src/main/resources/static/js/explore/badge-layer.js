/** Draws on each node how many of its edges are not shown: a canvas of its own over the graph's. */

/** @typedef {{x: number, y: number, radius: number, text: string}} Badge in pixels of the element */

/**
 * @param {HTMLElement} element
 */
export function createBadgeLayer(element) {
  const canvas = document.createElement("canvas");
  canvas.className = "badges";
  canvas.setAttribute("aria-hidden", "true");
  element.append(canvas);
  const context = canvas.getContext("2d");

  return {
    /**
     * @param {Iterable<Badge>} badges
     * @param {{ink: string, canvas: string}} colors
     */
    draw(badges, colors) {
      if (!context) return;
      const { clientWidth: width, clientHeight: height } = element;
      const ratio = window.devicePixelRatio || 1;
      if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      context.font = "600 10px system-ui, sans-serif";
      context.textAlign = "center";
      context.textBaseline = "middle";
      for (const { x, y, radius, text } of badges) {
        if (x < -20 || y < -20 || x > width + 20 || y > height + 20) continue;
        const half = Math.max(8, context.measureText(text).width / 2 + 4);
        const centerX = x + radius * 0.75 + half - 4;
        const centerY = y - radius * 0.75 - 2;
        context.beginPath();
        context.roundRect(centerX - half, centerY - 7, half * 2, 14, 7);
        context.fillStyle = colors.ink;
        context.fill();
        context.fillStyle = colors.canvas;
        context.fillText(text, centerX, centerY + 0.5);
      }
    },
  };
}

/**
 * @param {number} hidden
 */
export function badgeText(hidden) {
  return hidden < 1000 ? `+${hidden}` : `+${Math.floor(hidden / 100) / 10}k`;
}
