// Resting on a row, a speaker or a mark lights everything that belongs to the same events or statements.
"use strict";
{
  const ids = (node, name) => (node.dataset[name] || "").split(" ").filter(Boolean);
  const all = [...document.querySelectorAll("[data-events], [data-statements]")];
  const lit = (node) => {
    const events = new Set(ids(node, "events"));
    const statements = new Set(ids(node, "statements"));
    for (const other of all) {
      const same =
        ids(other, "events").some((id) => events.has(id)) ||
        (!other.classList.contains("row") && ids(other, "statements").some((id) => statements.has(id)));
      other.classList.toggle("lit", same);
    }
    document.body.classList.add("lighting");
  };
  const dark = () => {
    for (const other of all) other.classList.remove("lit");
    document.body.classList.remove("lighting");
  };
  const nearest = (target) => target.closest && target.closest("[data-events], [data-statements]");
  for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(begin, (event) => {
      const node = nearest(event.target);
      if (node) lit(node);
    });
    document.addEventListener(end, dark);
  }
  // A click anywhere on a row leads to its words, unless the reader selects text or follows a link.
  document.addEventListener("click", (event) => {
    const row = event.target.closest(".row");
    if (!row || event.target.closest("a") || String(getSelection())) return;
    row.querySelector(".quote a").click();
  });
}
