// Makes the sign-up form kinder where scripts run: errors appear beside their fields, and nothing typed is lost.
// Without it the form posts itself and the server answers with a page, so nothing here is needed to sign up.
// A field may have any name in small letters, so nothing is read from the form by such a name: form.dataset could be one.

import { startCaptcha } from "./captcha.js";
import { lineOf, missing, showProblems } from "./problems.js";
import { known, text } from "./words.js";

const PATIENCE_MS = 5_000;
const GIVE_UP_MS = 25_000;

const form = document.getElementById("sign-up");
const status = document.getElementById("form-status");
const button = form.querySelector("button[type=submit]");
const country = document.getElementById("country");
const captcha = startCaptcha();
let busy = false;

form.noValidate = true;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!busy) submit();
});
country.addEventListener("change", showExample);
// A page that comes back from the browser's memory is not sending any more, and may hold another country.
window.addEventListener("pageshow", (event) => {
  setBusy(false);
  showExample();
  if (event.persisted) captcha.reset();
});

async function submit() {
  showProblems([]);
  const problems = missing(captcha);
  if (problems.length > 0) return showProblems(problems);
  setBusy(true);
  const slow = setTimeout(() => say("status.slow"), PATIENCE_MS);
  const response = await send().catch(() => undefined);
  clearTimeout(slow);
  if (response) return settle(response);
  setBusy(false);
  captcha.reset();
  showProblems([{ text: text(navigator.onLine ? "error.unreachable" : "error.offline") }]);
}

function send() {
  return fetch(form.getAttribute("action"), {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(values()),
    signal: AbortSignal.timeout(GIVE_UP_MS),
    redirect: "error",
  });
}

// What was filled in, with its type. What was left empty is left out.
function values() {
  const given = captcha.token() ? { captcha_token: captcha.token() } : {};
  for (const input of form.querySelectorAll("input[name], select[name]")) {
    if (input.closest("#captcha")) continue;
    if (input.type === "checkbox") given[input.name] = input.checked;
    else if (input.value.trim()) given[input.name] = input.type === "number" ? Number(input.value) : input.value;
  }
  return given;
}

async function settle(response) {
  const answer = await response.json().catch(() => ({}));
  // A firewall's challenge is answered 202 too, so the status alone does not say that the sign-up was accepted.
  if (response.ok && answer.status === "accepted") {
    say("status.sent");
    location.assign(form.getAttribute("data-thanks"));
    return;
  }
  const shown = answer.code !== "consent_text_changed" || (await refresh());
  setBusy(false);
  // Its token is good for one sign-up only.
  captcha.reset();
  showProblems([shown ? problem(response.status, answer) : { field: "consent", text: text("error.reload") }]);
}

function problem(httpStatus, { code, message, field }) {
  if (httpStatus === 429) return { text: text("error.throttled") };
  if (httpStatus >= 500) return { text: text("error.unavailable") };
  const key = [`error.${code}.${field}`, `error.${code}`].find(known);
  if (!key && !message) return { text: text("error.refused") };
  return { field: [field, usual[code]].find(lineOf), text: key ? text(key) : message };
}

// Where a refusal belongs that names no field, or none that people can see.
const usual = {
  captcha_failed: "captcha_token",
  consent_required: "consent",
  consent_text_changed: "consent",
  number_invalid: "phone",
  number_not_mobile: "phone",
  country_not_allowed: "country",
};

// Puts the published consent text in place of the one shown, with unticked boxes: nobody agreed to the new one yet.
async function refresh() {
  for (const box of document.querySelectorAll("#consents input")) box.checked = false;
  say("status.refreshing");
  const page = await fetchPage().catch(() => "");
  const fresh = new DOMParser().parseFromString(page, "text/html");
  const replacements = ["facts", "consents", "consent-version"].map((id) => fresh.getElementById(id));
  if (!replacements.every(Boolean)) return false;
  for (const element of replacements) document.getElementById(element.id).replaceWith(document.adoptNode(element));
  return true;
}

async function fetchPage() {
  const response = await fetch(location.pathname, { cache: "no-store", signal: AbortSignal.timeout(GIVE_UP_MS) });
  return response.text();
}

function setBusy(now) {
  busy = now;
  form.setAttribute("aria-busy", String(now));
  // Not "disabled": that would take the focus away from whoever pressed it with the keyboard.
  button.setAttribute("aria-disabled", String(now));
  say(now ? "status.sending" : "");
}

function showExample() {
  const hint = country.selectedOptions?.[0]?.getAttribute("data-hint");
  if (hint) document.getElementById("phone-example").textContent = hint;
}

function say(key) {
  status.textContent = key ? text(key) : "";
}
