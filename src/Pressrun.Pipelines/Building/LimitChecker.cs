using Pressrun.Model;
using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Files.Reading;

namespace Pressrun.Pipelines.Building;

/// <summary>Finds limits that can never count: right as they stand, and without any use.</summary>
internal static class LimitChecker
{
    /// <summary>A note for each, in the order of the file.</summary>
    public static IReadOnlyList<FileNote> Check(PipelineSettings settings)
    {
        var notes = new List<FileNote>();
        foreach (var provider in settings.Providers)
        {
            var kind = ProviderKind.Find(provider.Kind.Value);
            notes.AddRange(Uncounted(provider.Limits, $"`{provider.Name}`", unit => kind?.Counts(unit) != false));
            notes.AddRange(Needless(provider.Limits));
            if (kind?.Name is not ("fetch" or "hook"))
            {
                notes.AddRange(Unmatched(provider, ModelsOf(provider, kind, settings)));
            }
        }

        foreach (var stage in settings.Stages)
        {
            notes.AddRange(Uncounted(stage.Limits, $"stage `{stage.Name}`", unit => Counts(stage.Verb, unit)));
            notes.AddRange(Needless(stage.Limits));
        }

        return [.. notes.OrderBy(note => note.At.File, StringComparer.Ordinal)
            .ThenBy(note => note.At.Line).ThenBy(note => note.At.Column)];
    }

    private static IEnumerable<FileNote> Uncounted(
        IReadOnlyList<LimitSetting> limits, string owner, Func<Unit, bool> counts) =>
        limits.Where(limit => !counts(limit.Limit.Unit)).Select(limit => new FileNote(limit.At,
            $"limit {Quote.Of(limit.Limit.ToString())} never counts: calls of {owner} use no "
                + $"{(limit.Limit.Unit == Unit.Characters ? "characters" : "tokens")}; "
                + "limit their number, such as `50/min` or `2 at once`"));

    // Beside a limit that counts the same in the same way, only the smaller one is ever reached.
    private static IEnumerable<FileNote> Needless(IReadOnlyList<LimitSetting> limits)
    {
        foreach (var same in limits.GroupBy(one =>
            (one.Pattern, one.Limit.Unit, one.Limit.Period, one.Limit.IsWindow)))
        {
            var least = same.MinBy(one => one.Limit.Amount)!;
            foreach (var one in same.Where(one => one != least))
            {
                var written = Quote.Of(one.Limit.ToString());
                yield return new(one.At, one.Limit == least.Limit
                    ? $"limit {written} is written twice; once is enough"
                    : $"limit {written} never counts: {Quote.Of(least.Limit.ToString())} beside it allows less");
            }
        }
    }

    private static IEnumerable<FileNote> Unmatched(ProviderSettings provider, IReadOnlyList<string> models)
    {
        var left = models.ToList();
        foreach (var named in provider.Limits.GroupBy(limit => limit.Pattern))
        {
            var limit = new GivenLimit(provider.Name, named.Key, named.First().Limit);
            var matched = models.Where(limit.Matches).ToList();
            if (matched.Count == 0 && !limit.IsForAll)
            {
                var names = string.Join(' ', models.Where(model => model.Length > 0));
                var known = names.Length == 0 ? "the pipeline names none" : $"there is: {names}";
                yield return new(named.First().At,
                    $"{Quote.Of(named.Key)} matches no model of `{provider.Name}` ({known}), "
                        + "so its limits never count");
            }
            else if (!limit.IsForAll && !matched.Exists(left.Contains))
            {
                yield return new(named.First().At,
                    $"{Quote.Of(named.Key)} comes too late: patterns above it match the same models, and the first "
                        + "that matches counts; put the narrower one first");
            }

            left.RemoveAll(matched.Contains);
        }
    }

    // What is built in has models of its own, whatever the file names; one named without a model has no name to match.
    private static List<string> ModelsOf(ProviderSettings provider, ProviderKind? kind, PipelineSettings settings)
    {
        var named = settings.Stages
            .SelectMany(stage => stage.Models.Concat(stage.Gates.SelectMany(gate => gate.Models)))
            .Concat(settings.Models.SelectMany(alias => alias.Models))
            .Where(model => model.Provider == provider.Name)
            .Select(model => model.Model).Distinct(StringComparer.Ordinal).ToList();
        return named.Contains("") ? named : [.. named.Union(kind?.Models ?? [], StringComparer.Ordinal)];
    }

    // Whom a stage asks decides what its calls use; of its verb only this is known.
    private static bool Counts(VerbKind verb, Unit unit) => unit switch
    {
        Unit.Requests or Unit.Slots => true,
        Unit.Characters => verb is VerbKind.Speak or VerbKind.Use,
        _ => verb is VerbKind.Ask or VerbKind.Speak or VerbKind.Use,
    };
}
