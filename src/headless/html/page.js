"use strict";
// Shows the run: pictures, ledgers, sentences, questions. What is right was found out by the
// program that wrote this page; here its grading of every answer is only looked up.
const get = id => document.getElementById(id);
const data = JSON.parse(get("data").textContent);
const { frames, texts, questions, words } = data;
const last = frames.length - 1;
// What the reader did at each question; `state` is "open", "right" or "shown".
const tries = questions.map(() => ({ picked: [], said: [], hints: 0, wrong: 0, state: "open" }));
const element = (name, text, kind) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  return made;
};
let at = 0, timer = null;

// The picture has one element for each row; the ledgers are compared with the step before.
const rows = frames[0].rows.map((_, y) => {
  const row = document.createElementNS("http://www.w3.org/2000/svg", "g");
  row.setAttribute("transform", `translate(0,${y * data.cell})`);
  return row;
});
get("screen").querySelectorAll("g").forEach(row => row.remove());
get("screen").append(...rows);
const drawn = [];
const ledgers = [...get("ledgers").querySelectorAll("pre")];
const before = [];
frames.forEach((frame, n) => {
  before.push(n > 0 && frames[n - 1].step === frame.step ? before[n - 1] : frames[n - 1]);
});

function show(to) {
  at = Math.max(0, Math.min(last, to));
  const frame = frames[at];
  frame.rows.forEach((row, y) => {
    if (drawn[y] !== row) rows[y].innerHTML = data.rows[drawn[y] = row];
  });
  frame.ledgers.forEach((text, n) => ledger(n, text, before[at]?.ledgers[n]));
  const given = tries[frame.answer];
  if (given?.state === "open") given.state = "shown";
  const reveal = given?.state === "shown" && questions[frame.answer].reveal;
  say("say", texts[frame.say]);
  say("scene", reveal || texts[frame.scene]);
  ask(frame.ask);
  get("at").value = at;
  get("at").setAttribute("aria-valuetext", texts[frame.say]);
  get("where").textContent = words.place.replace("#", frame.step);
  get("back").setAttribute("aria-disabled", at === 0);
  get("next").setAttribute("aria-disabled", at === last);
  get("end").hidden = at < last;
  score();
  if (at === last) stop();
  address();
}

// A text that is not set again is not read out again.
function say(id, text) {
  if (get(id).textContent !== text) get(id).textContent = text;
}

function ledger(n, now, then) {
  const known = then === undefined ? null : new Set(texts[then].split("\n"));
  const lines = texts[now].split("\n").map(line =>
    known && !known.has(line) ? element("mark", line) : document.createTextNode(line));
  ledgers[n].replaceChildren(...lines.flatMap(line => [line, "\n"]));
}

// The address holds the step, and which of the pages that are shown there.
const pageOf = n => n - frames.findIndex(frame => frame.step === frames[n].step) + 1;
function address() {
  const page = pageOf(at);
  const hash = `#step=${frames[at].step}${page > 1 ? `&page=${page}` : ""}`;
  if (location.hash !== hash && (location.hash || at > 0)) history.replaceState(null, "", hash);
  for (const link of get("transcript").querySelectorAll("a[href^='#step=']")) {
    const here = link.getAttribute("href") === `#step=${frames[at].step}`;
    here ? link.setAttribute("aria-current", "step") : link.removeAttribute("aria-current");
  }
}
function addressed() {
  const [, step, page] = /^#step=(\d+)(?:&page=(\d+))?$/.exec(location.hash) || [];
  if (step === undefined) return 0;
  const first = frames.findIndex(frame => frame.step >= Number(step));
  if (first < 0) return last;
  const pages = frames.filter(frame => frame.step === frames[first].step).length;
  return first + Math.min(Math.max(Number(page || 1), 1), pages) - 1;
}

// Questions.
function ask(n) {
  get("question").hidden = n === undefined;
  if (n === undefined) return get("said").replaceChildren();
  const question = questions[n], given = tries[n];
  get("ask").replaceChildren(question.ask + " ", element("small", question.how));
  get("options").replaceChildren(...question.options.map((text, option) => {
    const label = element("label"), box = element("input");
    box.type = question.select === "one" ? "radio" : "checkbox";
    box.name = "option";
    box.checked = given.picked.includes(option);
    box.onchange = () => pick(n, option, box.checked);
    label.append(box, ...question.select === "ordered" ? [element("b")] : [], text);
    return label;
  }));
  order(n);
  get("question").firstElementChild.disabled = given.state !== "open";
  told(given.said);
}
function pick(n, option, on) {
  const given = tries[n];
  const others = given.picked.filter(it => it !== option && questions[n].select !== "one");
  given.picked = on ? [...others, option] : others;
  given.sure = false;
  order(n);
}
function order(n) {
  get("options").querySelectorAll("b").forEach((place, option) => {
    const at = tries[n].picked.indexOf(option);
    place.textContent = at < 0 ? "" : `${at + 1}.`;
  });
}
function check(event) {
  event.preventDefault();
  const n = frames[at].ask, question = questions[n], given = tries[n];
  if (given.picked.length === 0 && question.select === "one") return told([words.pick]);
  if (given.picked.length === 0 && !given.sure) {
    given.sure = true;
    return told([words.none]);
  }
  const up = (a, b) => a - b, isKnown = option => question.known.includes(option);
  const known = given.picked.filter(isKnown);
  if (question.select !== "ordered") known.sort(up);
  const others = given.picked.filter(option => !isKnown(option)).sort(up);
  if (others.length === 0 && known.join() === question.right) {
    given.state = "right";
    show(at + 1);
    return get("next").focus();
  }
  const [first, after] = question.graded[known.join()];
  const [wrong, ...why] = question.extra[others.join()] || [];
  const said = [...first, ...wrong === undefined ? [] : [wrong], ...after, ...why];
  given.wrong += 1;
  told(given.said = [...said.map(text => texts[text]), words.again]);
}
function told(lines) {
  const kind = line => ({ [data.holds]: "good", [data.broken]: "bad" })[line.split(" ")[0]];
  get("said").replaceChildren(...lines.map(line => element("p", line, kind(line))));
}
function score() {
  const clean = tries.filter(it => it.state === "right" && it.wrong + it.hints === 0).length;
  get("score").textContent = tries.some(it => it.state !== "open") ? data.score[clean] : "";
}
get("question").onsubmit = check;
get("hint").onclick = () => {
  const n = frames[at].ask, given = tries[n], hints = questions[n].hints;
  given.hints = Math.min(given.hints + 1, hints.length);
  told(given.said = hints.slice(given.hints - 1, given.hints));
};
get("reveal").onclick = () => { go(at + 1); get("next").focus(); };

// Moving.
function go(to) {
  stop();
  show(to);
}
function stop() {
  clearTimeout(timer);
  timer = null;
  get("play").textContent = words.play;
  get("play").setAttribute("aria-pressed", "false");
}
function wait() {
  timer = setTimeout(() => { show(at + 1); if (timer) wait(); }, frames[at].time);
}
function play() {
  if (timer) return stop();
  if (at === last) show(0);
  wait();
  get("play").textContent = words.pause;
  get("play").setAttribute("aria-pressed", "true");
}
get("back").onclick = () => go(at - 1);
get("next").onclick = () => go(at + 1);
get("play").onclick = play;
get("at").oninput = event => go(Number(event.target.value));
window.onhashchange = () => {
  if (addressed() === at) return;
  go(addressed());
  get("say").scrollIntoView({ block: "nearest" });
};
document.onkeydown = event => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const { key, target } = event;
  const blank = document.body.classList;
  const act = {
    PageDown: () => go(at + 1), PageUp: () => go(at - 1),
    " ": () => go(at + (event.shiftKey ? -1 : 1)),
    ArrowRight: () => go(at + 1), ArrowLeft: () => go(at - 1), l: () => go(at + 1), h: () => go(at - 1),
    Home: () => go(0), End: () => go(last), p: play, b: () => blank.add("blank"), ".": () => blank.add("blank"),
  }[key];
  // A control has its own keys; PageDown and PageUp of a clicker lead on wherever the focus is.
  if (key === " " && target.closest("input:not(#at), button, a, summary")) return;
  if (/^(Arrow|Home|End)/.test(key) && target.closest("input")) return;
  if (blank.contains("blank")) blank.remove("blank");
  else if (act) act();
  else return;
  event.preventDefault();
};

// Marks below the slider: a stroke for each beat, a sign for a question and for a broken rule.
frames.forEach((frame, n) => {
  const mark = frame.broken ? element("b", data.broken, "bad")
    : frame.ask !== undefined ? element("b", "?")
    : n === 0 || frames[n - 1].step !== frame.step ? element("i") : null;
  if (!mark) return;
  mark.style.left = `${100 * n / Math.max(last, 1)}%`;
  get("marks").append(mark);
});
// A small screen shows the picture where it is asked for; paper shows all that is folded.
if (!matchMedia("(min-width: 64rem)").matches) get("picture").open = false;
window.onbeforeprint = () => { get("transcript").open = true; };
show(addressed());
