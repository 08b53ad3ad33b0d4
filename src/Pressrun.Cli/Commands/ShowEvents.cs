using System.Text.Json;
using Pressrun.Cli.Screens;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Commands;

/// <summary>What <c>pressrun show --json</c> tells programs.</summary>
/// <param name="views">The store.</param>
/// <param name="run">The run.</param>
/// <param name="lines">Where it goes.</param>
internal sealed class ShowEvents(StoreViews views, RunView run, JsonLines lines)
{
    /// <summary>
    /// The run, its stages in the order of the pipeline, the calls without a result in the order in which they were
    /// sent, all its items in their own.
    /// </summary>
    public void ShowRun()
    {
        lines.Tell("run", json => ViewJson.Write(json, run));
        foreach (var stage in views.Stages(run.No))
        {
            lines.Tell("stage", json => ViewJson.Write(json, stage));
        }

        foreach (var call in views.Lost(run.No))
        {
            lines.Tell("unknown", json => ViewJson.Write(json, call));
        }

        foreach (var item in views.Items(run.No))
        {
            lines.Tell("item", json => ViewJson.Write(json, item));
        }
    }

    /// <summary>An item and what happened to it; bodies only where they are asked for.</summary>
    public void ShowItem(string path, bool isPrompt, bool isResponse)
    {
        var shown = new ItemFinder(views, run).Find(path);
        lines.Tell("item", json =>
        {
            ViewJson.Write(json, shown.Item);
            json.WriteString("input", shown.Input);
            json.WriteString("asked_in_run", shown.Origin?.Id ?? run.Id);
        });
        foreach (var entry in shown.Entries)
        {
            lines.Tell(ViewJson.TypeOf(entry), json =>
            {
                ViewJson.Write(json, entry);
                if (entry is HistoryEntry.Attempt attempt)
                {
                    Write(json, "request", isPrompt ? attempt.Request : null);
                    Write(json, "response", isResponse ? attempt.Reply : null);
                }
            });
        }
    }

    private void Write(Utf8JsonWriter json, string name, BodyPlace? body)
    {
        if (body is null)
        {
            return;
        }

        json.WriteString(name, Bodies.Read(views, body));
        json.WriteNumber($"{name}_bytes", body.Length);
        json.WriteString($"{name}_blob", body.Blob?.Hash);
    }
}
