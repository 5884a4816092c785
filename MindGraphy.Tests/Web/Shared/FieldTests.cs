using System.ComponentModel.DataAnnotations;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Rendering;
using MindGraphy.Domain.Common;
using MindGraphy.Web.Shared;
using Xunit;

namespace MindGraphy.Tests.Web.Shared;

public sealed class FieldTests : SharedTest
{
    [Theory]
    [InlineData("ko", "꼭 입력해 주세요.")]
    [InlineData("en", "Please fill this in.")]
    public async Task An_empty_required_field_says_so_under_itself_and_nothing_is_saved(string language, string sentence)
    {
        Speak(language);
        var page = Render<Page>();

        await page.Find("form").SubmitAsync();

        Assert.Equal(sentence, page.Find("[data-field=Name] .mg-field-error").TextContent);
        Assert.Equal("true", page.Find("input").GetAttribute("aria-invalid"));
        Assert.Equal(page.Find(".mg-field-error").Id, page.Find("input").GetAttribute("aria-describedby"));
        Assert.Equal(0, page.Instance.Saves);
    }

    [Fact]
    public async Task A_refusal_that_names_a_field_is_shown_there_and_goes_when_the_field_is_changed()
    {
        var page = Render<Page>(p => p.Add(x => x.Answer, new FieldTooLong("Name", 3)));
        await page.Find("input").ChangeAsync(new ChangeEventArgs { Value = "남궁예린" });

        await page.Find("form").SubmitAsync();
        Assert.Equal("3자까지 쓸 수 있어요.", page.Find("[data-field=Name] .mg-field-error").TextContent);
        Assert.Empty(page.FindAll(".mg-alert"));

        await page.Find("input").ChangeAsync(new ChangeEventArgs { Value = "김서연" });
        Assert.Empty(page.FindAll(".mg-field-error"));
    }

    [Fact]
    public async Task A_refusal_of_the_whole_act_stands_above_the_buttons_and_nothing_typed_is_lost()
    {
        var page = Render<Page>(p => p.Add(x => x.Answer, new EditedElsewhere()));
        await page.Find("input").ChangeAsync(new ChangeEventArgs { Value = "김서연" });

        await page.Find("form").SubmitAsync();

        Assert.Single(page.FindAll(".mg-alert[role=alert]"));
        Assert.Equal("김서연", page.Find("input").GetAttribute("value"));
        Assert.Equal("", page.Find(".mg-saved").TextContent);
    }

    [Fact]
    public async Task What_was_saved_is_said_quietly()
    {
        var page = Render<Page>();
        await page.Find("input").ChangeAsync(new ChangeEventArgs { Value = "김서연" });

        await page.Find("form").SubmitAsync();

        Assert.Equal("저장됨", page.Find(".mg-saved").TextContent);
        Assert.Equal(1, page.Instance.Saves);
    }

    private sealed class Form
    {
        [Required]
        public string? Name { get; set; }
    }

    /// <summary>The smallest page with a form.</summary>
    private sealed class Page : ComponentBase
    {
        private readonly Form _form = new();

        [Parameter]
        public Refusal? Answer { get; set; }

        public int Saves { get; private set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<StudioForm<Form>>(0);
            builder.AddAttribute(1, nameof(StudioForm<Form>.Model), _form);
            builder.AddAttribute(2, nameof(StudioForm<Form>.Save), Save);
            builder.AddAttribute(3, nameof(StudioForm<Form>.ChildContent), (RenderFragment)Fields);
            builder.CloseComponent();
        }

        private Task<Refusal?> Save()
        {
            Saves++;
            return Task.FromResult(Answer);
        }

        private void Fields(RenderTreeBuilder builder)
        {
            builder.OpenComponent<Field>(0);
            builder.AddAttribute(1, nameof(Field.Label), "이름");
            builder.AddAttribute(2, nameof(Field.For), (System.Linq.Expressions.Expression<Func<object?>>)(() => _form.Name));
            builder.AddAttribute(3, nameof(Field.ChildContent), (RenderFragment<FieldContext>)Input);
            builder.CloseComponent();
        }

        private RenderFragment Input(FieldContext context) =>
            builder =>
            {
                builder.OpenComponent<InputText>(0);
                builder.AddAttribute(1, "id", context.Id);
                builder.AddAttribute(2, "aria-describedby", context.DescribedBy);
                builder.AddAttribute(3, "aria-invalid", context.AriaInvalid);
                builder.AddAttribute(4, nameof(InputText.Value), _form.Name);
                builder.AddAttribute(
                    5,
                    nameof(InputText.ValueChanged),
                    EventCallback.Factory.Create<string?>(this, value => _form.Name = value)
                );
                builder.AddAttribute(
                    6,
                    nameof(InputText.ValueExpression),
                    (System.Linq.Expressions.Expression<Func<string?>>)(() => _form.Name)
                );
                builder.CloseComponent();
            };
    }
}
