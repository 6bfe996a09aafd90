// Draws the districts in a Leaflet map and recolours them. Where it opens is window.PLACE. The map is opened once; paintDistricts() may come before
// or after the outlines have arrived, and as often as a slider moves.
(function () {
  const here = document.currentScript.src.replace(/[^/]*$/, "");
  const arriving = fetchJson("districts.geojson"); // asked for while st_folium is still setting up
  const EDGE = 2; // pixels between a label and the edge of the map
  const OUTLINE = "#1d1d1d";
  const CHOSEN = "#F46A25";
  const TWO_FINGERS = "Use two fingers to move the map";
  const WORD_SECONDS = 2;
  const SIDES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const KEYS = "Arrow keys go from area to area, Enter chooses, plus and minus zoom.";
  let areas = [];
  let figures = []; // the label of each area's figure, where a map has them
  let dots = []; // small areas, on a map that draws them
  let marks = null; // further places
  let paint = null;
  let settings = {};
  let container = null;

  function fetchJson(name) {
    return fetch(here + name).then((answer) => answer.json());
  }

  function addHatching(svg) {
    const space = "http://www.w3.org/2000/svg";
    const defs = document.createElementNS(space, "defs");
    defs.innerHTML =
      '<pattern id="no-data" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
      '<rect width="6" height="6" fill="#fff"/><rect width="3" height="6" fill="#8C8C8C"/></pattern>';
    svg.insertBefore(defs, svg.firstChild);
  }

  function unsure(i) {
    return (paint.unsure || []).includes(i);
  }

  function figure(i) {
    return (paint.text[i] + " " + paint.unit).trim() + (unsure(i) ? "; may or may not reach the line" : "");
  }

  function tooltip(i) {
    const said = document.createElement("div");
    const name = document.createElement("strong");
    name.textContent = areas[i].name;
    said.append(name, document.createElement("br"), paint ? figure(i) : "");
    return said;
  }

  function recolour() {
    if (!paint || !areas.length) return;
    areas.forEach((area, i) => {
      const chosen = i === paint.chosen;
      const colour = settings.points ? "#fff" : paint.classes[i] < 0 ? "url(#no-data)" : paint.colours[paint.classes[i]];
      area.layer.setStyle({
        fillColor: colour,
        color: chosen ? CHOSEN : OUTLINE,
        weight: chosen ? 4 : unsure(i) ? 2.5 : 1,
        dashArray: unsure(i) ? "6 5" : null, // an outline, never a shade: a shade is a class
      });
      if (chosen) area.layer.bringToFront();
      if (chosen && settings.pick && !document.activeElement?.closest("path")) stopAt(area);
      const path = area.layer.getElement();
      path.setAttribute("aria-label", area.name + ": " + figure(i));
      if (settings.pick) path.setAttribute("aria-pressed", String(chosen));
    });
    recolourPoints();
    placeMarks();
    container.setAttribute("aria-label", settings.title + ". " + paint.alt);
    figures.forEach((label, i) => {
      const said = paint.text[i].split(" ")[0];
      label.getElement().textContent = Number(said) === 0 ? "" : said; // of a difference, what differs
    });
    container.dataset.painted = Number(container.dataset.painted || 0) + 1;
  }

  // The Tab key stops once at a map; arrows go on from there, to the nearest area on that side.
  function stopAt(area) {
    for (const other of areas) other.layer.getElement().setAttribute("tabindex", other === area ? "0" : "-1");
  }

  function nextOn(map, from, [x, y]) {
    const here = map.latLngToContainerPoint(from.middle);
    const far = (area) => {
      const by = map.latLngToContainerPoint(area.middle).subtract(here);
      const ahead = by.x * x + by.y * y;
      return ahead > 0 ? ahead + 2 * Math.abs(by.x * y - by.y * x) : Infinity;
    };
    return areas.reduce((nearest, area) => (far(area) < far(nearest) ? area : nearest), from);
  }

  function goOn(map, from, key) {
    if (key in SIDES) return nextOn(map, from, SIDES[key]);
    if (key === "Home") return areas[0];
    if (key === "End") return areas[areas.length - 1];
    return null;
  }

  // A map that nothing can be chosen on is one picture: the Tab key has nothing to stop at.
  function leaveOut(path) {
    path.setAttribute("role", "img");
    path.setAttribute("tabindex", "-1");
  }

  function makeChoosable(map, area) {
    const path = area.layer.getElement();
    path.setAttribute("role", "button");
    path.addEventListener("focus", () => stopAt(area));
    // A mouse press must not focus the district: the browser would scroll to it and the click would land elsewhere.
    path.addEventListener("mousedown", (event) => event.preventDefault());
    path.addEventListener("keydown", (event) => {
      const next = goOn(map, area, event.key);
      if (next) next.layer.getElement().focus();
      else if (event.key === "+" || event.key === "=") map.zoomIn();
      else if (event.key === "-") map.zoomOut();
      else if (event.key === "Enter" || event.key === " ") map.fire("click", { latlng: area.middle });
      else return;
      event.preventDefault();
    });
  }

  function drawDistricts(map, outlines) {
    areas = []; // a map that is opened again in its frame starts anew
    figures = [];
    L.geoJSON(outlines, { interactive: false, style: { fill: false, className: "casing" } }).addTo(map);
    const drawn = L.geoJSON(outlines, {
      smoothFactor: 0.5,
      style: { weight: 1, color: OUTLINE, fillOpacity: settings.tiles ? 0.7 : 1, fillColor: "#fff", className: "district" },
      onEachFeature: (feature, layer) => {
        const properties = feature.properties;
        const i = areas.push({ name: properties.area_name, layer: layer, middle: L.latLng(properties.lat, properties.lon) }) - 1;
        layer.bindTooltip(() => tooltip(i), { sticky: true });
      },
    }).addTo(map);
    addHatching(drawn.getLayers()[0].getElement().ownerSVGElement);
    areas.forEach((area) => {
      area.layer.getElement().setAttribute("data-area", area.name);
      if (settings.pick) makeChoosable(map, area);
      else leaveOut(area.layer.getElement());
    });
    if (settings.pick) stopAt(areas[0]);
    if (settings.labels) drawLabels(map, (area) => area.name);
    else if (!settings.bare) figures = drawLabels(map, () => "");
    const fit = () => {
      map.fitBounds(drawn.getBounds(), { padding: [6, 6], animate: false });
    };
    map.on("resize", fit);
    // The style sheet that makes the map as high as its frame may come after it, and the window does not hear of that.
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(container);
    map.invalidateSize();
    fit();
    offerTheWayBack(map, outlines.name, drawn.getBounds(), fit);
    recolour();
  }

  // Leaflet reads a string as HTML.
  function asText(text) {
    return Object.assign(document.createElement("span"), { textContent: text });
  }

  function drawLabels(map, text) {
    const options = { permanent: true, direction: "center", className: "name" };
    const labels = areas.map((area) => L.tooltip(options).setLatLng(area.middle).setContent(asText(text(area))).addTo(map));
    const place = () => {
      labels.forEach((label) => label.setLatLng(label.getLatLng()));
      const shown = labels.map((label) => label.getElement());
      shown.forEach(keepInside);
      thinOut(shown);
    };
    // A frame that changes size moves the districts but leaves the labels where they were.
    map.on("moveend", place);
    // A label is centred by its own width, which changes when its style sheet arrives after it.
    const widths = new ResizeObserver(place);
    labels.forEach((label) => widths.observe(label.getElement()));
    return labels;
  }

  // A label whose middle is on the map stands there whole.
  function keepInside(label) {
    label.style.marginLeft = "";
    const box = label.getBoundingClientRect();
    const beyond = Math.max(EDGE - box.left, 0) || Math.min(window.innerWidth - EDGE - box.right, 0);
    if (Math.abs(beyond) < box.width / 2) label.style.marginLeft = beyond + "px";
  }

  // Of labels that would lie over one another the later is left out: the tooltip, the bars and a nearer map have it.
  function thinOut(labels) {
    const shown = [];
    const touch = 2; // pixels of their halos that may
    const apart = (a, b) => a.right - touch <= b.left || b.right - touch <= a.left || a.bottom <= b.top || b.bottom <= a.top;
    for (const label of labels) {
      const box = label.getBoundingClientRect();
      const free = shown.every((other) => apart(box, other));
      label.style.visibility = free ? "" : "hidden";
      if (free) shown.push(box);
    }
  }

  // Once the map has been moved, a button shows the whole again. It stands beside the map and not in it, for to a
  // screen reader a map is one picture.
  function offerTheWayBack(map, name, bounds, fit) {
    const back = Object.assign(document.createElement("button"), { type: "button", className: "back", hidden: true });
    back.textContent = "Show all of " + name;
    back.onclick = fit;
    container.after(back);
    const whole = () => map.project(bounds.getCenter()).distanceTo(map.project(map.getCenter())) < 2;
    map.on("moveend", () => {
      const moved = !whole() || Math.abs(map.getZoom() - map.getBoundsZoom(bounds, false, [12, 12])) > 0.05;
      if (!moved && document.activeElement === back) back.blur();
      back.hidden = !moved;
    });
  }

  // One finger scrolls the page, as it does everywhere else on it; two move the map, and a word says so.
  function leaveOneFingerToThePage(map) {
    const word = Object.assign(document.createElement("p"), { className: "word", textContent: TWO_FINGERS, hidden: true });
    word.setAttribute("aria-hidden", "true");
    container.after(word);
    let waiting = 0;
    let fingers = 0;
    const counted = (event) => {
      fingers = event.touches.length;
      if (fingers > 1) word.hidden = true;
    };
    container.addEventListener("pointerdown", (event) => map.dragging[event.pointerType === "mouse" ? "enable" : "disable"](), true);
    container.addEventListener("touchstart", counted, { capture: true, passive: true });
    // The browser takes the touch away from the map when it starts to scroll the page.
    container.addEventListener("pointercancel", () => {
      if (fingers > 1) return;
      word.hidden = false;
      clearTimeout(waiting);
      waiting = setTimeout(() => (word.hidden = true), WORD_SECONDS * 1000);
    });
  }

  // The Tab key stops once at the buttons of a map; arrows go from one to the other.
  function stopOnceAt(buttons) {
    const [nearer, farther] = buttons.children;
    farther.tabIndex = -1;
    buttons.addEventListener("keydown", (event) => {
      if (!(event.key in SIDES)) return;
      const other = event.target === nearer ? farther : nearer;
      event.target.tabIndex = -1;
      other.tabIndex = 0;
      other.focus();
      event.preventDefault();
    });
  }

  function drawOutlines(map, outlines) {
    L.geoJSON(outlines, { interactive: false, style: { color: "#000", weight: 3, fill: false, dashArray: "6 4" } }).addTo(map);
  }

  // On a canvas: a thousand shapes of their own would make every move slow. The map's words and the table say what they show.
  function drawPoints(map, points) {
    map.createPane("points").style.zIndex = 450; // over the districts and under the places
    const renderer = L.canvas({ padding: 0.2, pane: "points" });
    dots = points.map(([lat, lon, children, name], i) => {
      const radius = Math.max(1.5, Math.sqrt(children) / 6);
      const dot = L.circleMarker([lat, lon], { renderer, pane: "points", radius, weight: 0.7, color: OUTLINE, fillColor: "#fff", fillOpacity: 1 });
      dot.bindTooltip(() => asText(pointSays(i, name, children))).addTo(map);
      return dot;
    });
    recolourPoints();
  }

  function pointSays(i, name, children) {
    const said = name + ": " + children + " children";
    if (!paint || !paint.points) return said;
    const points = paint.points;
    return said + ", " + points.text.split(" ")[i] + " km to " + points.near.split("|")[points.nearest.split(" ")[i]];
  }

  function recolourPoints() {
    if (!paint || !paint.points) return;
    dots.forEach((dot, i) => dot.setStyle({ fillColor: paint.colours[paint.points.classes[i]] || "#8C8C8C" }));
  }

  // Further places: squares with a number, over everything else.
  function placeMarks() {
    if (!marks) return;
    marks.clearLayers();
    (paint.marks || []).forEach(([lat, lon, said], i) => {
      const icon = L.divIcon({ className: "mark", iconSize: [22, 22], html: String(i + 1) });
      L.marker([lat, lon], { icon, pane: "marks", keyboard: false, alt: said }).bindTooltip(asText(said)).addTo(marks);
    });
  }

  function drawSites(map, sites) {
    L.geoJSON(sites, {
      pointToLayer: (feature, where) =>
        L.circleMarker(where, { pane: settings.points ? "shadowPane" : "overlayPane", radius: 5, color: "#000", weight: 1, fillColor: "#FFDD00", fillOpacity: 1 }).bindTooltip(
          asText(feature.properties.site),
        ),
    }).addTo(map);
  }

  // Maps that name the same step show the same place: what one moves to, the others follow.
  function keepInStep(map, step) {
    const channel = new BroadcastChannel("districts " + step);
    let following = false;
    map.on("moveend", () => {
      if (following || !document.hasFocus()) return;
      channel.postMessage({ centre: map.getCenter(), zoom: map.getZoom() });
    });
    channel.onmessage = (message) => {
      following = true;
      map.setView(message.data.centre, message.data.zoom, { animate: false });
      following = false;
    };
  }

  window.openDistricts = function (id, options) {
    settings = options;
    container = document.getElementById(id);
    container.setAttribute("role", options.pick ? "group" : "img");
    container.setAttribute("aria-label", options.title);
    if (window.frameElement) window.frameElement.title = options.title;
    document.title = options.title;
    document.documentElement.lang = "en-GB";
    // Leaflet's own keyboard control focuses the map on a mouse press, with the same jump; the districts have theirs.
    const map = L.map(id, {
      center: window.PLACE.centre,
      zoom: window.PLACE.zoom,
      zoomSnap: 0.1,
      scrollWheelZoom: false,
      keyboard: false,
      zoomControl: !!options.pick || !!options.step,
    });
    // A frame with nothing to choose in it would be a stop of the Tab key by itself.
    if (window.frameElement && !options.pick && !options.step) window.frameElement.tabIndex = -1;
    if (options.pick) {
      container.setAttribute("aria-description", KEYS);
      for (const button of map.zoomControl.getContainer().children) button.tabIndex = -1; // its keys do the same
    } else if (options.step) stopOnceAt(map.zoomControl.getContainer());
    leaveOneFingerToThePage(map);
    map.attributionControl.setPrefix(false);
    if (window.PLACE.boundaries) map.attributionControl.addAttribution(window.PLACE.boundaries);
    if (options.caption) {
      const caption = L.control({ position: "topleft" });
      caption.onAdd = () => Object.assign(L.DomUtil.create("strong", "caption"), { textContent: options.caption });
      caption.addTo(map);
    }
    if (options.step) keepInStep(map, options.step);
    arriving.then((outlines) => {
      map.createPane("marks").style.zIndex = 660; // over the names
      marks = L.layerGroup().addTo(map);
      drawDistricts(map, outlines);
      if (options.points) fetchJson("points.json").then((points) => drawPoints(map, points));
      if (options.outlines) fetchJson("partnerships.geojson").then((found) => drawOutlines(map, found));
      if (options.sites === true) fetchJson("sites.geojson").then((found) => drawSites(map, found));
      else if (options.sites) drawSites(map, options.sites);
    });
    return map;
  };

  window.paintDistricts = function (payload) {
    paint = { ...payload, colours: payload.colours.split(" "), text: payload.text.split("|") };
    recolour();
  };
})();
