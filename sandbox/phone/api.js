// The emulator's JSON API. An answer that is an error becomes an Error with the emulator's own words.

async function call(path, { method = "GET", body } = {}) {
  const response = await fetch(`api/${path}`, {
    method,
    headers: body ? { "content-type": "application/json" } : {},
    body: body && JSON.stringify(body),
    cache: "no-store",
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.message ?? `the emulator answered ${response.status}`);
  return answer;
}

export const numbers = () => call("numbers");
export const thread = (number) => call(`threads/${encodeURIComponent(number)}`);
export const events = (after) => call(`events?after=${after}`);
export const setState = (number, state) =>
  call(`handsets/${encodeURIComponent(number)}`, { method: "PUT", body: { state } });
export const reply = (number, text, to) =>
  call(`threads/${encodeURIComponent(number)}`, { method: "POST", body: to ? { text, to } : { text } });
