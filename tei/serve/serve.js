// Given to pages by `tei serve` alone, and never a part of the site: loads a page anew when it changed, where the
// reader was, and lists what the last building found about it.
{
  "use strict";
  const made = document.currentScript.dataset.made;
  const KEPT = "tei-serve";
  let source = null;
  let latest = made;
  let going = false;

  const element = (name, words, kind) => {
    const made = document.createElement(name);
    made.textContent = words || "";
    if (kind) made.className = kind;
    return made;
  };

  const panel = element("aside", "", "tei-serve");
  panel.lang = "en";
  panel.setAttribute("aria-label", "tei serve");
  const alarm = element("div", "", "alarm");
  alarm.setAttribute("role", "alert");
  const list = element("details");
  const kept = JSON.parse(sessionStorage.getItem(KEPT) || "{}");
  list.open = Boolean(kept.open);
  panel.append(alarm, list);
  document.body.append(panel);

  function entry(finding, as) {
    const item = element(as, "", finding.severity);
    const page = "/" + encodeURIComponent(finding.page) + ".html";
    const here = finding.ids.find((id) => document.getElementById(id));
    const code = element(finding.page && (here || !at(page)) ? "a" : "b", finding.code);
    if (here) code.href = "#" + encodeURIComponent(here);
    else if (code.localName === "a") code.href = page + (finding.ids[0] ? "#" + encodeURIComponent(finding.ids[0]) : "");
    item.append(code, " ", element("span", finding.message), " ", element("cite", finding.place));
    if (finding.hint) item.append(" ", element("small", finding.hint));
    return item;
  }

  const at = (page) => location.pathname === page;

  function tell(news) {
    panel.classList.toggle("building", news.building);
    alarm.replaceChildren();
    if (news.stale) alarm.append(element("p", "Not built; this is the last good state."));
    if (news.error) alarm.append(entry(news.error, "p"));
    const found = news.findings.map((finding) => entry(finding, "li"));
    const rest = [];
    if (news.more) rest.push(news.more + " more, see the terminal");
    if (news.elsewhere) rest.push(news.elsewhere + " in other texts");
    const ol = element("ol");
    ol.append(...found);
    list.replaceChildren(element("summary", news.summary), ol, element("p", rest.join("; ")));
    if (news.stale) list.open = true;
    list.hidden = !found.length;
    panel.hidden = !found.length && !news.stale;
  }
  panel.hidden = true;

  // The reader's place is that of the first element on the screen which moves with the text and can be found again.
  function leave() {
    const moves = (each) => !each || (!/fixed|sticky/.test(getComputedStyle(each).position) && moves(each.parentElement));
    const seen = (each) => each.getClientRects().length && each.getBoundingClientRect().top >= 0 && moves(each);
    const first = [...document.querySelectorAll("main [id]")].find(seen);
    sessionStorage.setItem(KEPT, JSON.stringify({
      page: location.pathname, open: list.open, y: scrollY, focus: document.activeElement && document.activeElement.id,
      id: first && first.id, top: first && first.getBoundingClientRect().top,
    }));
    history.scrollRestoration = "manual";
    location.reload();
  }

  function arrive() {
    sessionStorage.setItem(KEPT, JSON.stringify({ open: list.open }));
    history.scrollRestoration = "auto";
    if (kept.page !== location.pathname) return;
    const focus = kept.focus && document.getElementById(kept.focus);
    if (focus) focus.focus({ preventScroll: true });
    const first = kept.id && document.getElementById(kept.id);
    const top = first ? scrollY + first.getBoundingClientRect().top - kept.top : kept.y;
    scrollTo({ top, behavior: "instant" });
  }
  arrive();
  list.addEventListener("toggle", () => sessionStorage.setItem(KEPT, JSON.stringify({ open: list.open })));

  // A page that nobody sees does not listen: a browser has few connections to one server.
  function listen() {
    if (document.hidden || source) return;
    source = new EventSource("/-/events?page=" + encodeURIComponent(location.pathname));
    source.addEventListener("message", (event) => {
      latest = event.lastEventId;
      if (latest === made) tell(JSON.parse(event.data));
      else look();
    });
  }

  // To load anew would undo a link that the reader just followed.
  function look() {
    if (latest !== made && !going) leave();
  }
  addEventListener("beforeunload", () => {
    going = true;
    setTimeout(() => { going = false; look(); }, 2000);  // it was a download
  });

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return listen();
    if (source) source.close();
    source = null;
  });
  addEventListener("pagehide", () => { if (source) source.close(); source = null; });
  addEventListener("pageshow", listen);
  listen();
}
