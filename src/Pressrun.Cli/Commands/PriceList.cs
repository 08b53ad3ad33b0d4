using Pressrun.Cli.Hosting;
using Pressrun.Pipelines.Building;
using Pressrun.Pipelines.Files;
using Pressrun.Providers.Prices;

namespace Pressrun.Cli.Commands;

/// <summary>The lines of the price book that somebody wants to see, and what was asked for in vain.</summary>
/// <param name="book">The price book.</param>
/// <param name="day">The day in question, UTC.</param>
/// <param name="isAll">Whether lines that are not in force that day are wanted too.</param>
internal sealed class PriceList(PriceBook book, DateOnly day, bool isAll)
{
    private readonly List<Tariff> _tariffs = [];
    private readonly List<string> _without = [];
    private readonly List<string> _free = [];

    // Only models that lines are shown of, or that were asked for.
    private readonly HashSet<(string Provider, string Model)> _models = [];

    /// <summary>The day in question, UTC.</summary>
    public DateOnly Day => day;

    /// <summary>The lines, by service, model, route, region, tier and day.</summary>
    public IReadOnlyList<Tariff> Tariffs =>
    [
        .. _tariffs.Distinct().OrderBy(one => one.Provider, StringComparer.Ordinal)
            .ThenBy(one => one.Model, StringComparer.Ordinal)
            .ThenBy(one => one.Route == "live" ? "" : one.Route, StringComparer.Ordinal)
            .ThenBy(one => one.Region, StringComparer.Ordinal).ThenBy(one => one.TierFrom)
            .ThenBy(one => one.ValidFrom).ThenBy(one => one.Status),
    ];

    /// <summary>Models that answer no more from some day on, by that day.</summary>
    public IReadOnlyList<(string Provider, ModelFact Fact)> Retiring =>
    [
        .. _models.Select(one => (one.Provider, Fact: book.Know(one.Provider, one.Model)))
            .Where(one => one.Fact?.RetiresOn is not null).Select(one => (one.Provider, one.Fact!)).Distinct()
            .OrderBy(one => one.Item2.RetiresOn).ThenBy(one => one.Provider, StringComparer.Ordinal)
            .ThenBy(one => one.Item2.Model, StringComparer.Ordinal),
    ];

    /// <summary>What was asked for and has no price, with what is to be said of it, in the order asked.</summary>
    public IReadOnlyList<string> Without => _without;

    /// <summary>What was asked for and costs nothing, in the order asked.</summary>
    public IReadOnlyList<string> Free => _free;

    /// <summary>Of the lines in force those that were read longest ago; null if no line is.</summary>
    public DateOnly? Oldest => PriceBook.Oldest(_tariffs.Where(tariff => tariff.Holds(day)));

    /// <summary>Adds everything that is known.</summary>
    public void AddAll()
    {
        Add(book.Tariffs);
        foreach (var (provider, facts) in book.Models)
        {
            _models.UnionWith(facts.Select(fact => (provider, fact.Model)));
        }
    }

    /// <summary>Adds what somebody names: a model, with its service or without, or a service.</summary>
    public void Add(string word)
    {
        var lines = new List<Tariff>();
        foreach (var provider in Providers())
        {
            if (word == provider)
            {
                lines.AddRange(book.Tariffs.Where(tariff => tariff.Provider == provider));
                continue;
            }

            lines.AddRange(LinesOf(provider, word));
            var isNamed = word.StartsWith(provider + "/", StringComparison.Ordinal);
            var model = isNamed ? word[(provider.Length + 1)..] : word;
            lines.AddRange(isNamed ? LinesOf(provider, model) : []);
            _models.Add((provider, model));
        }

        Add(lines, word);
    }

    /// <summary>Adds the models of a pipeline's service.</summary>
    public void Add(AskedService service)
    {
        foreach (var model in service.Models.Select(model => model.Name))
        {
            var name = model.Length == 0 ? service.Provider : $"{service.Provider}/{model}";
            if (PriceBook.IsFree(service.Kind))
            {
                _free.Add(name);
                continue;
            }

            if (Services.Named(service, key: null).Given is { } given)
            {
                _tariffs.Add(given with
                {
                    Provider = service.Provider,
                    Model = model,
                    ValidFrom = day,
                    CheckedOn = day,
                });
                continue;
            }

            _models.Add((service.Kind, model));
            Add(LinesOf(service.Kind, model).Where(line => line.Region is null || line.Region == service.Region)
                .ToList(), name);
        }
    }

    private IEnumerable<string> Providers() =>
        book.Tariffs.Select(tariff => tariff.Provider).Concat(book.Models.Keys).Distinct(StringComparer.Ordinal);

    // Of patterns that match, the nearest counts, as where calls are booked.
    private List<Tariff> LinesOf(string provider, string model)
    {
        var lines = book.Tariffs.Where(tariff => tariff.Provider == provider
            && (tariff.Model == model || tariff.Matches(model))).ToList();
        var nearest = lines.Select(line => line.Model).OrderBy(name => name == model ? 0 : 1)
            .ThenByDescending(name => name.Length).FirstOrDefault();
        return lines.FindAll(line => line.Model == nearest);
    }

    private void Add(List<Tariff> lines, string asked)
    {
        var before = _tariffs.Count;
        Add(lines);
        if (_tariffs.Count > before || _free.Contains(asked, StringComparer.Ordinal))
        {
            return;
        }

        if (lines.Count > 0)
        {
            _without.Add($"{asked}: no price of it is in force; --all shows what was and what is announced");
            return;
        }

        var near = DidYouMean.Of(asked, book.Tariffs.SelectMany(tariff =>
            (string[])[$"{tariff.Provider}/{tariff.Model}", tariff.Model]).Distinct(StringComparer.Ordinal));
        _without.Add($"{asked}: no price of it is known"
            + (near is null ? "; `pressrun prices` lists those that are" : $"; did you mean `{near}`?"));
    }

    private void Add(IReadOnlyList<Tariff> lines)
    {
        var shown = lines.Where(line => isAll || line.Holds(day)).ToList();
        _tariffs.AddRange(shown);
        _models.UnionWith(shown.Select(line => (line.Provider, line.Model)));
    }
}
