// Makes the sign-up form kinder where scripts run: errors appear beside their fields, and nothing typed is lost.
// Without it the form posts itself and the server answers with a page, so nothing here is needed to sign up.

const PATIENCE_MS = 5_000;
const GIVE_UP_MS = 25_000;

const form = document.getElementById("sign-up");
const summary = document.getElementById("error-summary");
const status = document.getElementById("form-status");
const button = form.querySelector("button[type=submit]");
const country = document.getElementById("country");
const title = document.title;
let busy = false;

form.noValidate = true;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!busy) submit();
});
country.addEventListener("change", showExample);
// A page that comes back from the browser's memory is not sending any more, and may hold another country.
window.addEventListener("pageshow", () => {
  setBusy(false);
  showExample();
});

async function submit() {
  showProblems([]);
  const problems = missing();
  if (problems.length > 0) return showProblems(problems);
  setBusy(true);
  const slow = setTimeout(() => say("status.slow"), PATIENCE_MS);
  const response = await send().catch(() => undefined);
  clearTimeout(slow);
  if (response) return settle(response);
  setBusy(false);
  showProblems([{ text: text(navigator.onLine ? "error.unreachable" : "error.offline") }]);
}

function send() {
  const { name, phone, country: chosen, consent_version: version } = Object.fromEntries(new FormData(form));
  return fetch(form.getAttribute("action"), {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ name, phone, country: chosen, consent: true, consent_version: version }),
    signal: AbortSignal.timeout(GIVE_UP_MS),
    redirect: "error",
  });
}

async function settle(response) {
  const answer = await response.json().catch(() => ({}));
  // A firewall's challenge is answered 202 too, so the status alone does not say that the sign-up was accepted.
  if (response.ok && answer.status === "accepted") {
    say("status.sent");
    location.assign(form.dataset.thanks);
    return;
  }
  const shown = answer.code !== "consent_text_changed" || (await refresh());
  setBusy(false);
  showProblems([shown ? problem(response.status, answer) : { field: "consent", text: text("error.reload") }]);
}

function problem(httpStatus, { code, message, field }) {
  if (httpStatus === 429) return { text: text("error.throttled") };
  if (httpStatus >= 500) return { text: text("error.unavailable") };
  const key = [code === "missing_field" ? `error.${field}_missing` : "", `error.${code}`].find(known);
  if (key || message) return { field: beside(field) ?? beside(usual[code]), text: key ? text(key) : message };
  return { text: text("error.refused") };
}

// Where a refusal belongs that names no field, or none that people can see.
const usual = {
  consent_required: "consent",
  consent_text_changed: "consent",
  number_invalid: "phone",
  number_not_mobile: "phone",
  country_not_allowed: "country",
};

function beside(field) {
  if (field === "country" && country.type === "hidden") return "phone";
  return document.getElementById(`${field}-error`) ? field : undefined;
}

function missing() {
  const { name, phone, consent } = form.elements;
  return [
    !name.value.trim() && { field: "name", text: text("error.name_missing") },
    !/\d/.test(phone.value) && { field: "phone", text: text("error.phone_missing") },
    !consent.checked && { field: "consent", text: text("error.consent_required") },
  ].filter(Boolean);
}

// Problems in words: beside the field, and all of them with links in a summary that gets the focus.
function showProblems(problems) {
  for (const line of form.querySelectorAll(".error")) {
    const field = line.id.replace("-error", "");
    mark(field, line, problems.find((found) => found.field === field)?.text ?? "");
  }
  summary.querySelector("ul").replaceChildren(...problems.map(entry));
  summary.hidden = problems.length === 0;
  document.title = problems.length > 0 ? text("error.title_prefix") + title : title;
  if (problems.length > 0) summary.focus();
}

function mark(field, line, words) {
  const input = document.getElementById(field);
  const others = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== line.id);
  const described = words ? [line.id, ...others] : others;
  line.textContent = words;
  line.hidden = !words;
  input.toggleAttribute("aria-invalid", false);
  if (words) input.setAttribute("aria-invalid", "true");
  if (described.length > 0) input.setAttribute("aria-describedby", described.join(" "));
  else input.removeAttribute("aria-describedby");
}

function entry({ field, text: words }) {
  const item = document.createElement("li");
  if (!field) {
    item.textContent = words;
    return item;
  }
  const link = document.createElement("a");
  link.href = `#${field}`;
  link.textContent = words;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById(field).focus();
  });
  item.append(link);
  return item;
}

// Puts the published consent text in place of the one shown, and unticks the box: nobody agreed to the new one yet.
async function refresh() {
  form.elements.consent.checked = false;
  say("status.refreshing");
  const page = await fetchPage().catch(() => "");
  const fresh = new DOMParser().parseFromString(page, "text/html");
  const replacements = ["facts", "consent-text", "consent-version"].map((id) => fresh.getElementById(id));
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
  const hint = country.selectedOptions?.[0]?.dataset.hint;
  if (hint) document.getElementById("phone-example").textContent = hint;
}

function say(key) {
  status.textContent = key ? text(key) : "";
}

function known(key) {
  return document.getElementById("texts").content.querySelector(`[data-text="${CSS.escape(key)}"]`);
}

function text(key) {
  return known(key).textContent;
}
