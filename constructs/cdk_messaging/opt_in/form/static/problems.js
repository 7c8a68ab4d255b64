// What is wrong with a sign-up, in words: beside the field, and all of it with links in a summary that gets the focus.

import { text } from "./words.js";

const form = document.getElementById("sign-up");
const summary = document.getElementById("error-summary");
const phone = document.getElementById("phone");
const title = document.title;

// The line beside a field that says what is wrong with it. Several fields may share a line.
export function lineOf(field) {
  return field ? form.querySelector(`[data-error-for~="${CSS.escape(field)}"]`) : null;
}

// What can be seen to be missing or wrong before anything is sent, from the top of the form to its end.
export function missing(captcha) {
  return [...form.querySelectorAll("[data-error-for]")].map((line) => check(line, captcha)).filter(Boolean);
}

export function showProblems(problems) {
  for (const line of form.querySelectorAll("[data-error-for]")) {
    mark(line, problems.find(({ field }) => lineOf(field) === line)?.text ?? "");
  }
  summary.querySelector("ul").replaceChildren(...problems.map(entry));
  summary.hidden = problems.length === 0;
  document.title = problems.length > 0 ? text("error.title_prefix") + title : title;
  if (problems.length > 0) summary.focus();
}

// Shows the words beside the field, or nothing when there are none.
export function mark(line, words) {
  line.textContent = words;
  line.hidden = !words;
  for (const input of inputsOf(line)) {
    const others = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== line.id);
    const described = words ? [line.id, ...others] : others;
    if (words) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    if (described.length > 0) input.setAttribute("aria-describedby", described.join(" "));
    else input.removeAttribute("aria-describedby");
  }
}

function check(line, captcha) {
  const field = names(line)[0];
  if (field === "captcha_token") return captcha.token() ? undefined : { field, text: text("error.captcha_missing") };
  if (field === "consent") return wantsTexts() || !(phone.required || phone.value.trim()) ? undefined : consentIsMissing;
  if (field === "phone") return hasPhone() || !(phone.required || wantsTexts()) ? undefined : phoneIsMissing;
  return inputsOf(line).map(checkInput).find(Boolean);
}

function checkInput(input) {
  const empty = input.type === "checkbox" ? !input.checked : !input.value.trim();
  // Something that is no number or date counts as empty, but it is not missing.
  const wrong = input.validity.badInput || (!empty && !input.validity.valid);
  if (wrong) return { field: input.name, text: text(`error.invalid_field.${input.name}`) };
  return empty && input.required ? { field: input.name, text: text(`error.missing_field.${input.name}`) } : undefined;
}

const consentIsMissing = { field: "consent", text: text("error.consent_required") };
const phoneIsMissing = { field: "phone", text: text("error.phone_missing") };

function wantsTexts() {
  return inputsOf(lineOf("consent")).some((box) => box.checked);
}

function hasPhone() {
  return /\d/.test(phone.value);
}

function names(line) {
  return line.getAttribute("data-error-for").split(" ");
}

// The inputs that people can see; a hidden one has no use for an error.
function inputsOf(line) {
  const named = names(line).map((name) => `[name="${CSS.escape(name)}"]:not([type=hidden])`);
  return [...form.querySelectorAll(named.join(", "))];
}

function entry({ field, text: words }) {
  const line = lineOf(field);
  const item = document.createElement("li");
  if (!line) {
    item.textContent = words;
    return item;
  }
  const target = inputsOf(line)[0] ?? document.getElementById("captcha-widget");
  const link = document.createElement("a");
  link.href = `#${target.id}`;
  link.textContent = words;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    target.focus();
  });
  item.append(link);
  return item;
}
