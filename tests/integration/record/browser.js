// Put into a page by the test: uses it as a reader does, and writes what it saw into the page.
addEventListener("load", async () => {
  const seen = {};
  const press = (key, more) => document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  const later = () => new Promise(done => setTimeout(done, 50));
  const shown = () => ({ at, hash: location.hash, say: get("say").textContent });
  seen.refused = [];
  addEventListener("securitypolicyviolation", event => seen.refused.push(event.blockedURI));
  try {
    seen.start = shown();
    // Every key that leads on, and every key that leads back, from the same place.
    location.hash = "#step=0";
    await later();
    seen.keys = {};
    for (const [key, more] of [[" "], ["PageDown"], ["ArrowRight"], ["l"]]) {
      get("question").hidden || document.activeElement.blur();
      const from = at;
      press(key, more);
      const on = at - from;
      press({ " ": " ", PageDown: "PageUp", ArrowRight: "ArrowLeft", l: "h" }[key],
        key === " " ? { shiftKey: true } : {});
      seen.keys[key] = [on, at - from];
    }
    press("End");
    seen.end = { ...shown(), visible: !get("end").hidden, next: get("next").ariaDisabled };
    press("Home");
    seen.home = { ...shown(), visible: !get("end").hidden };
    press("b");
    seen.blank = document.body.className;
    press(" ");
    seen.back = [document.body.className, at];
    // The address leads to a step, and a click in the transcript does.
    location.hash = "#step=12";
    await later();
    seen.linked = shown();
    const link = [...document.querySelectorAll("#transcript a")].find(
      it => it.getAttribute("href") === `#step=${frames[last].step}`);
    link.click();
    await later();
    seen.clicked = { ...shown(), current: link.getAttribute("aria-current") };
    seen.marks = [...get("marks").children].map(it => it.textContent || it.tagName);
    // The first question with several answers: a wrong one, a hint, then the right one; of the
    // next the answer is shown.
    const open = frames.findIndex(
      frame => frame.ask !== undefined && questions[frame.ask].select === "many");
    if (open >= 0) {
      go(open);
      seen.asked = frames[open].ask;
      const question = questions[seen.asked], boxes = () => [...get("options").querySelectorAll("input")];
      const submit = () => get("question").requestSubmit();
      const said = () => [...get("said").children].map(it => it.textContent);
      seen.options = boxes().length;
      seen.form = !get("question").hidden;
      submit();
      seen.nothing = said();
      const wrong = question.options.findIndex((_, option) => !question.known.includes(option));
      boxes()[wrong].click();
      submit();
      seen.wrong = { said: said(), at: at - open };
      get("hint").click();
      seen.hint = said();
      boxes()[wrong].click();
      for (const option of question.right.split(",")) boxes()[option].click();
      submit();
      seen.right = { scene: get("scene").textContent, at: at - open, focus: document.activeElement.id };
      press("PageUp");
      seen.again = boxes().map(it => it.checked && it.matches(":disabled"));
      const second = frames.findIndex((frame, n) => n > open && frame.ask !== undefined);
      go(second);
      get("reveal").click();
      seen.revealed = { scene: get("scene").textContent, at: at - second };
      go(last);
      seen.score = get("score").textContent;
    }
    get("play").click();
    seen.playing = [at, get("play").ariaPressed];
    get("play").click();
    seen.resources = performance.getEntriesByType("resource").map(it => it.name);
    // What asks for something from elsewhere gets nothing.
    const image = document.createElement("img");
    image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
    document.body.append(image);
    await later();
    image.remove();
  } catch (error) {
    seen.error = String(error.stack);
  }
  const result = document.createElement("pre");
  result.id = "result";
  result.textContent = JSON.stringify(seen);
  document.body.append(result);
});
