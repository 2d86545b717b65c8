/** The form of an experiment: for each parameter a slider for the hand, and a number for the exact value. */
import { element, replaceChildren } from "../../common/dom.js";
import { count } from "../../common/format.js";
import { defaultsOf, nearestStop, stopsOf, whyNot } from "./parameters.js";

/**
 * @typedef {import("../lab-types.js").Parameter} Parameter
 * @typedef {import("./parameters.js").Values} Values
 */

/**
 * @param {Element} place
 * @param {Parameter[]} parameters
 * @param {(values: Values) => void} onChange
 */
export function createParameterForm(place, parameters, onChange) {
  const controls = parameters.map((parameter) => control(parameter, () => onChange(values())));
  replaceChildren(place, ...controls.map(({ row }) => row));
  /** @returns {Values} */
  const values = () => Object.fromEntries(controls.map(({ name, read }) => [name, read()]));

  /** @param {Values} next */
  const show = (next) => {
    for (const { name, show: showOne } of controls) {
      const value = next[name];
      if (value !== undefined) showOne(value);
    }
  };

  return {
    values,
    show,
    reset() {
      show(defaultsOf(parameters));
      onChange(values());
    },
    /** True when each value can be used; else the first that cannot has the focus and says why. */
    check: () => controls.every(({ check }) => check()),
    /** @param {boolean} on */
    disable(on) {
      for (const { inputs } of controls) for (const input of inputs) input.disabled = on;
    },
  };
}

/**
 * @param {Parameter} parameter
 * @param {() => void} changed
 */
function control(parameter, changed) {
  const { name, title, unit, min, max, scale } = parameter;
  const stops = stopsOf(parameter);
  const slider = element("input", {
    type: "range",
    min: 0,
    max: stops.length - 1,
    step: 1,
    "aria-label": `${title}, in steps`,
  });
  const number = element("input", {
    type: "number",
    name,
    min,
    max,
    step: 1,
    required: true,
    autocomplete: "off",
  });
  let current = parameter.byDefault;
  /** @param {number} value */
  const show = (value) => {
    current = value;
    number.value = String(value);
    number.setCustomValidity("");
    slider.value = String(nearestStop(stops, value, scale));
    slider.setAttribute("aria-valuetext", `${count(value)} ${unit}`);
  };
  slider.addEventListener("input", () => {
    show(stops[slider.valueAsNumber] ?? parameter.byDefault);
    changed();
  });
  number.addEventListener("change", () => {
    const refusal = whyNot(parameter, number.value);
    number.setCustomValidity(refusal && `${title}: ${refusal}`);
    if (number.reportValidity()) {
      show(number.valueAsNumber);
      changed();
    }
  });
  show(parameter.byDefault);

  const row = element(
    "div",
    { class: "parameter" },
    element("label", {}, element("span", {}, title), number),
    slider,
    element("small", {}, `${unit}, ${count(min)} to ${count(max)}`),
  );
  return {
    name,
    row,
    show,
    inputs: [slider, number],
    read: () => current,
    check: () => number.reportValidity(),
  };
}
