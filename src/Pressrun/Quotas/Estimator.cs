using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>
/// What the calls of one stage on one lane turn out to use, against what was estimated: without any tokenizer, the
/// estimate follows what replies report.
/// </summary>
internal sealed class Estimator
{
    private const int PriorWeight = 4;
    private const int MemoryMax = 50;
    private const double PriorError = 0.25;
    private const double SurpriseMost = 10;
    private const double InputLeast = 1000;

    private double _inputRatio = 1;
    private double _inputVariance;
    private double? _meanOutput;
    private double _outputVariance;
    private int _count;

    /// <summary>Calls of it in flight.</summary>
    public int InFlight { get; set; }

    /// <summary>Reported over estimated input.</summary>
    public double InputRatio => _inputRatio;

    /// <summary>How far an input is off, squared.</summary>
    public double InputVariance => _inputVariance;

    /// <summary>How far an output is off its mean, squared.</summary>
    public double OutputVariance => _outputVariance;

    /// <summary>The input tokens a call is expected to use.</summary>
    public double Input(Demand demand) => demand.Input * _inputRatio;

    /// <summary>The output tokens a call is expected to use; half the maximum until a reply tells.</summary>
    public double Output(Demand demand) => Math.Min(_meanOutput ?? demand.MaxOutput / 2.0, demand.MaxOutput);

    /// <summary>A call has come back with what it used.</summary>
    public void Learn(Demand demand, Usage usage)
    {
        if (usage.AllInput == 0 && usage.Output == 0)
        {
            return;
        }

        var gain = 1.0 / Math.Min(_count++ + PriorWeight, MemoryMax);
        if (demand.Input > 0 && usage.AllInput > 0)
        {
            // An estimate without a tokenizer is off by a quarter until replies tell.
            // One reply that claims the absurd must not make every later call unaffordable.
            var input = Math.Min(usage.AllInput, SurpriseMost * Math.Max(Input(demand), InputLeast));
            var error = input - Input(demand);
            _inputVariance = _count > 1 ? _inputVariance : Math.Pow(PriorError * Input(demand), 2);
            _inputVariance += gain * ((error * error) - _inputVariance);
            _inputRatio += gain * ((input / demand.Input) - _inputRatio);
        }

        if (demand.MaxOutput > 0)
        {
            var mean = Output(demand);
            var off = Math.Min(usage.Output, SurpriseMost * demand.MaxOutput) - mean;
            _outputVariance += gain * ((off * off) - _outputVariance);
            _meanOutput = mean + (gain * off);
        }
    }

    /// <summary>One that takes up what <see cref="Save"/> gave.</summary>
    public static Estimator Of(IReadOnlyList<double> saved)
    {
        var estimator = new Estimator();
        estimator.Restore(saved);
        return estimator;
    }

    /// <summary>Its state in words of numbers, for a snapshot.</summary>
    public IReadOnlyList<double> Save() =>
        [_count, _inputRatio, _inputVariance, _meanOutput ?? -1, _outputVariance];

    /// <summary>Takes up what <see cref="Save"/> gave; anything else is left alone.</summary>
    public void Restore(IReadOnlyList<double> saved)
    {
        if (saved is [>= 0 and < int.MaxValue, > 0, >= 0, _, >= 0] && saved.All(double.IsFinite))
        {
            _count = (int)Math.Min(saved[0], MemoryMax);
            (_inputRatio, _inputVariance) = (saved[1], saved[2]);
            (_meanOutput, _outputVariance) = (saved[3] < 0 ? null : saved[3], saved[4]);
        }
    }
}
