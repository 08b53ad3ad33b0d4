using Pressrun.Model;

namespace Pressrun.Sql.Views;

/// <summary>
/// The paid answers of one stage of an item or part, in the versions its gates saw, until it is known which of them is
/// used.
/// </summary>
internal sealed class PaidTask
{
    private readonly List<(string Judged, List<PaidAnswer> Answers)> _revised = [];
    private List<PaidAnswer> _answers = [];
    private string? _keptOver;

    /// <summary>Adds an answer to the version being made.</summary>
    public void Add(PaidAnswer answer) => _answers.Add(answer);

    /// <summary>A gate has judged the version being made.</summary>
    public void Judge(Record.Verdict verdict)
    {
        if (verdict.Then == Then.Revise)
        {
            _revised.Add((verdict.Judged, _answers));
            _answers = [];
        }

        _keptOver = verdict.Then == Then.Keep ? verdict.Judged : null;
    }

    /// <summary>Books what is not used.</summary>
    /// <param name="kept">Hash of the result; null if there is none: then the last version is what is left.</param>
    public void End(string? kept = null)
    {
        // With `keep` the best version is used, which need not be the last.
        var used = kept is not null && _keptOver is { } last && last != kept
            ? _revised.FindLastIndex(version => version.Judged == kept)
            : -1;
        _revised.Add(("", _answers));
        used = used < 0 ? _revised.Count - 1 : used;
        foreach (var (place, (_, answers)) in _revised.Index())
        {
            var drawn = answers.Select(answer => answer.Sample).DefaultIfEmpty().Max();
            foreach (var answer in answers.Where(answer => place != used || answer.Sample < drawn))
            {
                answer.Row.AddWaste(answer.Sample < drawn ? Waste.DrawnAgain : Waste.Revised, answer.Cost);
            }
        }

        _revised.Clear();
        (_answers, _keptOver) = ([], null);
    }
}
