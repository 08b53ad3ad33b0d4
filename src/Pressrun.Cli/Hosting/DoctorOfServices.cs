using System.Globalization;
using Pressrun.Pipelines.Building;
using Pressrun.Providers.Prices;
using Pressrun.Providers.Services;

namespace Pressrun.Cli.Hosting;

/// <summary>
/// What <c>pressrun doctor</c> says of the services a pipeline asks: whether they answer to their keys, whether the
/// clocks agree, which models end. Each is asked once, something that costs nothing.
/// </summary>
/// <param name="pipeline">The pipeline.</param>
/// <param name="place">Where it is.</param>
/// <param name="terminal">Where keys come from.</param>
internal sealed class DoctorOfServices(LoadedPipeline pipeline, Workplace place, Terminal terminal)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClockMost = TimeSpan.FromSeconds(30);

    /// <summary>The lines, each good, worth a note, or wrong.</summary>
    public IEnumerable<(string Verdict, string Text)> Look()
    {
        using var desk = new ServiceDesk(PriceBook.Shipped, terminal.Time);
        foreach (var service in pipeline.Services)
        {
            var (key, objection) = Keys.Find(service, place, terminal);
            if (objection is not null)
            {
                yield return ("note", $"the key of {service.Provider} {objection}; --offline does without");
                continue;
            }

            var probe = Ask(desk, Services.Named(service, key));
            yield return Verdict(service, key, probe);
            foreach (var line in Said(service, probe))
            {
                yield return line;
            }
        }

        if (pipeline.MailServer is { } mail)
        {
            var (key, objection) = Keys.Find(mail, place, terminal);
            var there = key is null ? "smtp goes without a key" : $"the key of smtp is there ({mail.Reference})";
            yield return objection is not null ? ("note", $"the key of smtp {objection}; --offline does without")
                : ("ok", $"{there}; nothing can be asked of a mail server without mailing, so it was not tried");
        }

        foreach (var found in new Services(pipeline, PriceBook.Shipped, terminal.Time).Look())
        {
            yield return (found.IsWrong ? "WRONG" : "note", found.ToString());
        }
    }

    private static (string Verdict, string Text) Verdict(AskedService service, string? key, ServiceProbe? probe)
    {
        var there = key is null ? $"{service.Provider} goes without a key"
            : $"the key of {service.Provider} is there ({service.Reference})";
        return probe switch
        {
            null => ("ok", $"{there}; nothing can be asked of it at no cost, so it was not tried"),
            { IsKeyRefused: true } => ("WRONG", $"{service.Provider} refuses the key ({service.Reference}): "
                + probe.Objection),
            { Objection: { } why } => ("note", $"{there}, but {service.Provider} does not answer: {why}"),
            _ => ("ok", $"{there}, and {service.Provider} answers{(key is null ? "" : " to it")}"),
        };
    }

    private static IEnumerable<(string Verdict, string Text)> Said(AskedService service, ServiceProbe? probe)
    {
        if (probe?.ClockAhead is { } ahead && ahead.Duration() > ClockMost)
        {
            var how = ahead > TimeSpan.Zero ? "behind" : "ahead of";
            yield return ("note", string.Create(CultureInfo.InvariantCulture,
                $"this machine's clock is {ahead.Duration().TotalSeconds:0} s {how} that of {service.Provider}: ")
                    + "signatures and days of prices go by it");
        }

        foreach (var (model, end) in probe?.Ends ?? new Dictionary<string, DateOnly>())
        {
            if (service.Models.Any(asked => asked.Name == model))
            {
                yield return ("note", $"{service.Provider} says that {model} is switched off on "
                    + end.ToString("d MMMM yyyy", CultureInfo.InvariantCulture));
            }
        }
    }

    // The command line has no loop: whoever waits here waits on this thread.
    private ServiceProbe? Ask(ServiceDesk desk, NamedService service)
    {
        using var patience = new CancellationTokenSource(Patience, terminal.Time);
        try
        {
            return desk.ProbeAsync(service, patience.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return new($"nothing within {Patience.TotalSeconds:0} s", IsKeyRefused: false);
        }
    }
}
