// Each thing that happens, in words.

import { make, time } from "./dom.js";

const words = {
  message: ({ message, number }) => ({
    label: message.direction === "in" ? "Text arrived" : "Text sent",
    tone: "plain",
    lines: [message.direction === "in" ? `${message.from} to ${number}` : `${number} to ${message.to}`],
  }),
  delivery: ({ eventType, status, description, final, messageId, record }) => ({
    label: eventType,
    tone: tone(status, final),
    lines: [`${status}${final ? ", final" : ", more to come"}`, description],
    messageId,
    more: ["Event record", record],
  }),
  destination: ({ eventType, destination, target, delivered, reason, messageId }) => ({
    label: `${service(target)} ${delivered ? "got it" : "did not get it"}`,
    tone: delivered ? "quiet" : "bad",
    lines: [`${eventType} to destination ${destination}`, reason, target],
    messageId,
  }),
  inbound: ({ published, reason, target, messageId, payload }) => ({
    label: published ? "Reply published" : "Reply not published",
    tone: published ? "good" : "plain",
    lines: [published ? `to ${target}` : reason],
    messageId,
    more: payload && [published ? "Published message" : "Message", payload],
  }),
  optout: ({ list, optedOut, source, number }) => ({
    label: optedOut ? "Opted out" : "Opted in again",
    tone: optedOut ? "bad" : "good",
    lines: [`${number} ${optedOut ? "is on" : "is off"} the opt-out list ${list}`, `by ${source}`],
  }),
  feedback: ({ status, source, messageId }) => ({
    label: `Feedback ${status}`,
    tone: status === "RECEIVED" ? "good" : "bad",
    lines: [source === "expiry" ? "nobody gave it in time" : "given by the application"],
    messageId,
  }),
  state: ({ state, number }) => ({ label: "Phone changed", tone: "plain", lines: [`${number} is now: ${state}`] }),
};

export function describe(event) {
  const unknown = () => ({ label: event.kind, tone: "plain", lines: [], more: ["Entry", event] });
  const { label, tone: colour, lines, messageId, more } = (words[event.kind] ?? unknown)(event);
  return [
    make("p", { className: "what", children: [badge(label, colour), time(event.time)] }),
    ...lines.filter(Boolean).map((text) => make("p", { className: "line", text })),
    messageId && make("p", { className: "line id", text: `message ${messageId}` }),
    more && details(...more),
  ];
}

function badge(text, colour) {
  return make("span", { className: `badge ${colour}`, text });
}

function details(title, content) {
  const text = typeof content === "string" ? content : JSON.stringify(content, null, 2);
  const code = make("pre", { text, tabIndex: 0 });
  code.setAttribute("role", "group");
  code.setAttribute("aria-label", title);
  return make("details", { children: [make("summary", { text: title }), code] });
}

function tone(status, final) {
  if (["DELIVERED", "SUCCESSFUL", "COMPLETED"].includes(status)) return "good";
  return final ? "bad" : "plain";
}

function service(target = "") {
  const known = { logs: "CloudWatch Logs", firehose: "Firehose", sns: "SNS" };
  return known[target.split(":")[2]] ?? "Destination";
}
