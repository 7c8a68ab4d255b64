// The virtual phone: shows what the emulator delivered, and lets a person answer.

import * as api from "./api.js";
import { byId, make, sync, time } from "./dom.js";
import { describe } from "./timeline.js";

const POLL_MS = 1_000;
const SHOWN_EVENTS = 300;
const E164 = /^\+[1-9]\d{4,14}$/;

const page = { number: "", after: 0, events: [], known: { numbers: [], originations: [] }, thread: { messages: [] } };

window.addEventListener("hashchange", choose);
byId("open").addEventListener("submit", openPhone);
byId("reply").addEventListener("submit", (event) => {
  event.preventDefault();
  send(byId("text").value);
});
for (const button of document.querySelectorAll("[data-text]")) {
  button.addEventListener("click", () => send(button.dataset.text));
}
byId("state").addEventListener("change", (event) => attempt(() => api.setState(page.number, event.target.value)));
byId("only").addEventListener("change", showEvents);

choose();
poll();

async function poll() {
  try {
    await follow(await api.events(page.after));
    connected(true);
  } catch {
    // Who answers next may be an emulator that was started anew: its events count from the beginning.
    page.after = 0;
    connected(false);
  }
  setTimeout(poll, POLL_MS);
}

async function follow({ events, last }) {
  const anew = page.after === 0;
  page.events = (anew ? events : [...page.events, ...events]).slice(-SHOWN_EVENTS);
  if (anew || events.length > 0) await refresh();
  else await refreshNumbers();
  page.after = last;
}

async function refresh() {
  await Promise.all([refreshNumbers(), refreshThread()]);
  showEvents();
}

async function refreshNumbers() {
  page.known = await api.numbers();
  // With no phone chosen yet, the one that was texted last is what people came to see.
  const newest = page.known.numbers[0]?.number;
  if (!page.number && newest) location.replace(`#${newest}`);
  showNumbers();
}

async function refreshThread() {
  const number = page.number;
  if (!number) return;
  const thread = await api.thread(number);
  if (number !== page.number) return;
  page.thread = thread;
  showThread();
}

function connected(yes) {
  const words = yes ? "" : "The emulator does not answer. Trying again each second\u2026";
  if (byId("connection").textContent !== words) byId("connection").textContent = words;
}

// Choosing a phone: the address holds it, so a phone can be linked to.

function choose() {
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (!E164.test(wanted) || wanted === page.number) return;
  page.number = wanted;
  page.thread = { messages: [] };
  document.title = `${wanted} \u2013 Virtual phone`;
  byId("thread-heading").textContent = wanted;
  byId("no-messages").textContent = "No texts on this phone yet.";
  byId("reply").hidden = byId("state-field").hidden = false;
  byId("reply-error").textContent = "";
  showThread();
  showNumbers();
  showEvents();
  refreshThread().catch(() => connected(false));
}

function openPhone(event) {
  event.preventDefault();
  const input = byId("open-number");
  const number = input.value.replace(/[\s().-]/g, "");
  const valid = E164.test(number);
  input.setAttribute("aria-invalid", String(!valid));
  byId("open-error").textContent = valid ? "" : "Write the number with + and the country code, such as +12065550142.";
  if (!valid) return input.focus();
  input.value = "";
  location.hash = number;
}

// Answering

async function send(text) {
  if (!text.trim()) return fail("Write something to send.");
  const sent = await attempt(() => api.reply(page.number, text, byId("to").value));
  if (sent && byId("text").value === text) byId("text").value = "";
}

async function attempt(action) {
  fail("");
  try {
    await action();
    await refresh();
    return true;
  } catch (error) {
    fail(`That did not work: ${error.message}`);
    return false;
  }
}

function fail(words) {
  byId("reply-error").textContent = words;
}

// Showing

function showNumbers() {
  const { numbers, originations } = page.known;
  const ownPhone = numbers.find(({ number }) => number === page.number);
  const added = page.number && !ownPhone ? [{ number: page.number, messages: 0, lastText: "" }] : [];
  const phones = [...added, ...numbers].map((phone) => ({ ...phone, chosen: phone.number === page.number }));
  sync(byId("phones"), phones, { key: ({ number }) => number, create: phoneLink });
  sync(byId("ours"), originations, { key: ({ id, number }) => id ?? number, create: ours });
  byId("no-phones").hidden = phones.length > 0;
  byId("no-ours").hidden = originations.length > 0;
  showRecipients(originations);
  // Not while somebody is choosing in it.
  if (document.activeElement !== byId("state")) byId("state").value = ownPhone?.state ?? "on";
}

function phoneLink({ number, messages, lastText, chosen }) {
  const count = messages === 1 ? "1 text" : `${messages} texts`;
  const link = make("a", {
    href: `#${number}`,
    children: [
      make("strong", { text: number }),
      make("span", { className: "count", text: count }),
      lastText && make("span", { className: "last", text: lastText }),
    ],
  });
  if (chosen) link.setAttribute("aria-current", "true");
  return link;
}

function ours({ number, type, country, poolId, twoWay }) {
  const facts = [type, country, twoWay ? "two-way" : "one-way", poolId].filter(Boolean).join(" \u00b7 ");
  return [make("strong", { text: number }), make("span", { className: "last", text: facts })];
}

function showRecipients(originations) {
  const select = byId("to");
  const wanted = originations.map(({ number }) => number);
  const shown = [...select.options].slice(1).map((option) => option.value);
  if (wanted.join() === shown.join()) return;
  const chosen = select.value;
  select.replaceChildren(select.options[0], ...wanted.map((number) => make("option", { value: number, text: number })));
  select.value = wanted.includes(chosen) ? chosen : "";
}

function showThread() {
  const { messages } = page.thread;
  const box = byId("thread");
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  sync(byId("messages"), messages, { key: ({ messageId, direction }) => `${page.number} ${direction} ${messageId}`, create: bubble });
  byId("no-messages").hidden = messages.length > 0;
  if (atEnd) box.scrollTop = box.scrollHeight;
}

function bubble({ direction, from, to, body, time: when, parts, status, origin }) {
  const received = direction === "in";
  const automatic = { keyword: "automatic reply", carrier: "from the carrier", voice: "voice call", media: "MMS" }[origin];
  const facts = [received ? status : "", automatic, parts === 1 ? "1 part" : `${parts} parts`].filter(Boolean);
  return make("div", {
    className: `bubble ${received ? "in" : "out"}`,
    children: [
      make("p", { className: "who", text: received ? `From ${from}` : `To ${to}` }),
      make("p", { className: "body", text: body }),
      make("p", { className: "facts", children: [time(when), ` \u00b7 ${facts.join(" \u00b7 ")}`] }),
    ],
  });
}

function showEvents() {
  const only = byId("only").checked && page.number;
  const shown = page.events.filter(({ number }) => !only || number === page.number).toReversed();
  sync(byId("events"), shown, { key: ({ id }) => id, create: describe });
  byId("no-events").hidden = shown.length > 0;
}
