using System.Text.Json;
using Pressrun.Cli.Commands;
using Pressrun.Cli.Screens;
using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Hosting;

/// <summary>What came of a run, as far as the command was told to work on it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Standing">Its items.</param>
/// <param name="Unknown">Calls that may have been paid without a result, in the order in which they were sent.</param>
/// <param name="Mended">How many files were written again from the journal.</param>
/// <param name="Lost">Files that are missing and could not be written again.</param>
/// <param name="Summary">The summary's path; null if it could not be written.</param>
internal sealed record Finished(
    RunView Run, RunResult Result, Standing Standing, IReadOnlyList<LostCall> Unknown, int Mended,
    IReadOnlyList<string> Lost, string? Summary)
{
    /// <summary>What the shell is told.</summary>
    /// <param name="signalled">What a signal that stopped the run says; null without one.</param>
    public int Code(int? signalled) => Summary is null ? ExitCode.Store
        : signalled is { } code && Result.Ending == RunEnding.Stopped ? code
        : Lost.Count > 0 ? ExitCode.SomeFailed
        : Result.Ending switch
        {
            RunEnding.Store => ExitCode.Store,
            RunEnding.Credentials => ExitCode.Credentials,
            RunEnding.Budget => ExitCode.Budget,
            RunEnding.Stopped => ExitCode.Interrupted,
            RunEnding.BatchFailed or RunEnding.Held => ExitCode.SomeFailed,
            _ when Standing.Count(ItemState.Failed) > 0 => ExitCode.SomeFailed,
            _ when Standing.Count(ItemState.Review) > 0 => ExitCode.Review,
            _ => ExitCode.Done,
        };

    /// <summary>The same for programs.</summary>
    /// <param name="json">Takes the fields.</param>
    /// <param name="code">What the shell is told.</param>
    public void Write(Utf8JsonWriter json, int code)
    {
        json.WriteString("run", Run.Id);
        json.WriteString("pipeline", Run.Pipeline);
        json.WriteString("ending", Result.Ending.ToString().ToLowerInvariant());
        json.WriteString("cause", Result.Cause);
        json.WriteStartObject("items");
        foreach (var state in Enum.GetValues<ItemState>())
        {
            json.WriteNumber(NameOf(state), Standing.Count(state));
        }

        json.WriteEndObject();
        json.WriteNumber("spent_usd", Run.Spent.Micros / 1_000_000m);
        json.WriteNumber("unknown_usd", Run.Unknown.Micros / 1_000_000m);
        json.WriteNumber("unknown_calls", Run.UnknownCalls);
        ViewJson.Write(json, "unknown", Unknown);
        json.WriteNumber("files_written_again", Mended);
        json.WriteStartArray("files_lost");
        foreach (var path in Lost)
        {
            json.WriteStringValue(path);
        }

        json.WriteEndArray();
        BoundJson.Write(json, Result.Bound);
        json.WriteString("summary", Summary);
        json.WriteNumber("exit_code", code);
    }

    /// <summary>A state in the words of everything programs read.</summary>
    public static string NameOf(ItemState state) =>
        state == ItemState.LeftOut ? "left_out" : state.ToString().ToLowerInvariant();
}
