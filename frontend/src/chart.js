// Charts: every `figure[data-chart]` draws the JSON that stands in it; the table beside it says the same in words.
import { BarChart, HeatmapChart, LineChart, MapChart, SankeyChart } from "echarts/charts";
import { AriaComponent, GeoComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { init, registerMap, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([
  BarChart, HeatmapChart, LineChart, MapChart, SankeyChart,
  AriaComponent, GeoComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent, CanvasRenderer,
]);

const COLOURS = ["#0b6b57", "#d9822b", "#3866b0", "#b3261e", "#7a5195", "#8a8d2f"];
const HEAT = ["#eaf5f1", "#c8e6dc", "#99d0be", "#67b8a0", "#3f9f86"];
const drawers = { line, bar, map, flow };

for (const figure of document.querySelectorAll("figure[data-chart]")) {
  const told = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
  const box = figure.querySelector(".canvas");
  new ResizeObserver((_, watching) => mount(figure, box, told, watching)).observe(box);
}

async function mount(figure, box, told, watching) {
  if (!box.clientWidth) return;
  watching.disconnect();
  const map = told.map && (await fetch(told.map).then((answer) => answer.json()));
  if (map) registerMap(told.name, map);
  const chart = init(box, null, { renderer: "canvas" });
  chart.setOption({ ...shared(told), ...drawers[told.shape](told, box) });
  chart.on("click", (at) => at.data?.href && location.assign(at.data.href));
  new ResizeObserver(() => chart.resize()).observe(box);
  figure.dataset.drawn = "";
  const button = figure.querySelector("button.picture");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => save(chart, told));
  }
}

// The picture stands alone: with its title, what it is of and when, and in which units its numbers are.
function save(chart, told) {
  const drawn = chart.getRenderedCanvas({ pixelRatio: 2, backgroundColor: "#fff" });
  const lines = [[told.title, "bold 40px"], [told.scope, "28px"], [told.unit, "28px"]].filter(([text]) => text);
  const sheet = document.createElement("canvas");
  sheet.width = Math.max(drawn.width, 900);
  const pen = sheet.getContext("2d");
  const family = getComputedStyle(document.body).fontFamily;
  const rows = lines.flatMap(([text, font]) => folded(pen, text, `${font} ${family}`, sheet.width - 64).map((row) => [row, `${font} ${family}`]));
  const head = 32 + rows.length * 52;
  sheet.height = head + drawn.height + 24;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.fillStyle = "#14211d";
  pen.textBaseline = "middle";
  rows.forEach(([row, font], at) => {
    pen.font = font;
    pen.fillText(row, 32, 44 + at * 52);
  });
  pen.drawImage(drawn, 0, head);
  const link = document.createElement("a");
  link.download = `${told.name}.png`;
  link.href = sheet.toDataURL("image/png");
  link.click();
}

function folded(pen, text, font, width) {
  pen.font = font;
  const rows = [""];
  for (const letter of text) {
    if (pen.measureText(rows[rows.length - 1] + letter).width > width) rows.push("");
    rows[rows.length - 1] += letter;
  }
  return rows;
}

function shared(told) {
  return {
    color: COLOURS,
    animation: false,
    textStyle: { color: ink(), fontFamily: getComputedStyle(document.body).fontFamily },
    tooltip: { trigger: "item", renderMode: "richText", confine: true, valueFormatter: said },
    aria: { enabled: true, label: { description: told.title } },
    legend: told.series?.length > 1 ? { top: 0, textStyle: { color: ink() } } : undefined,
  };
}

function ink() {
  return getComputedStyle(document.body).color;
}

function said(value) {
  if (value === null || value === undefined) return "—";
  return typeof value === "number" ? value.toLocaleString("en-US", { maximumFractionDigits: 3 }) : value;
}

function percent(series) {
  return series.kind === "share" ? { formatter: (value) => `${Math.round(value * 100)}%` } : {};
}

function line(told) {
  const axis = (series) => ({ type: "value", name: series.name, nameTextStyle: { color: ink() }, axisLabel: { color: ink(), ...percent(series) } });
  return {
    tooltip: { trigger: "axis", renderMode: "richText", confine: true, valueFormatter: said },
    grid: { left: 8, right: 8, top: 60, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { type: "category", data: told.labels, axisLabel: { color: ink() } },
    yAxis: [axis(told.series[0]), { ...axis(told.second || told.series[0]), splitLine: { show: false } }],
    series: told.series.map((series, at) => ({
      name: series.name,
      type: at ? "line" : "bar",
      yAxisIndex: at ? 1 : 0,
      showSymbol: told.labels.length < 40,
      data: series.values,
    })),
  };
}

function bar(told, box) {
  const narrow = box.clientWidth < 480;
  return {
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, renderMode: "richText", confine: true, valueFormatter: told.series[0].kind === "share" ? (value) => `${Math.round(value * 100)}%` : said },
    grid: { left: 8, right: 24, top: told.series.length > 1 ? 36 : 8, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { type: "value", splitNumber: narrow ? 3 : 5, axisLabel: { color: ink(), ...percent(told.series[0]) } },
    yAxis: { type: "category", inverse: true, data: told.labels, axisLabel: { color: ink(), width: narrow ? 110 : 220, overflow: "truncate" } },
    series: told.series.map((series) => ({
      name: series.name,
      type: "bar",
      barMaxWidth: 22,
      data: series.values.map((value, at) => ({ value, href: told.hrefs[at] })),
    })),
  };
}

function map(told) {
  const values = told.series[0].values;
  const most = Math.max(1, ...values);
  const scale = { min: 0, max: most, text: [said(most), "0"], calculable: false, orient: "horizontal", left: "center", bottom: 0, inRange: { color: HEAT }, textStyle: { color: ink() } };
  return told.map ? drawnMap(told, scale) : tiles(told, scale);
}

function drawnMap(told, scale) {
  return {
    visualMap: scale,
    series: [{
      type: "map", map: told.name, nameProperty: "name", label: { show: true, color: "#1d2a26" }, selectedMode: false,
      data: told.labels.map((name, at) => ({ name, value: told.series[0].values[at], href: told.hrefs[at] })),
    }],
  };
}

function tiles(told, scale) {
  const columns = Math.max(...told.spots.map(([column]) => column)) + 1;
  const rows = Math.max(...told.spots.map(([, row]) => row)) + 1;
  const hidden = { type: "category", show: false };
  return {
    visualMap: scale,
    grid: { left: 4, right: 4, top: 4, bottom: 56 },
    xAxis: { ...hidden, data: [...Array(columns).keys()] },
    yAxis: { ...hidden, inverse: true, data: [...Array(rows).keys()] },
    series: [{
      type: "heatmap",
      itemStyle: { borderColor: "#fff", borderWidth: 4, borderRadius: 8 },
      label: { show: true, fontSize: 14, lineHeight: 20, formatter: ({ data }) => `${data.name}\n${said(data.value[2])}`, textBorderColor: "#fff", textBorderWidth: 3, color: "#14211d" },
      data: told.labels.map((name, at) => ({ name, value: [...told.spots[at], told.series[0].values[at]], href: told.hrefs[at] })),
      tooltip: { formatter: ({ data }) => `${data.name}: ${said(data.value[2])}` },
    }],
  };
}

function flow(told, box) {
  return {
    series: [{
      type: "sankey", left: 8, right: box.clientWidth < 480 ? 80 : 140, top: 8, bottom: 8, nodeGap: 12, draggable: false,
      data: told.nodes, links: told.links, lineStyle: { color: "gradient", opacity: 0.4 },
      label: { color: ink(), formatter: ({ data }) => data.shown },
      emphasis: { focus: "adjacency" },
    }],
  };
}
