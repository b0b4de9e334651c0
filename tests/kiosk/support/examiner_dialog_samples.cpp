#include "tests/kiosk/support/examiner_dialog_samples.h"

#include "core/base/codes/practical.h"

namespace kaogong::test {

using namespace kiosk::model;
using kiosk::screens::ReasonKind;

AskNotApplicableView ExaminerDialogSamples::not_applicable() const {
    return {"D09",
            base.text("射线检测", "Radiograph"),
            base.text("计划注明本考点没有射线检测条件", "the plan says that the site has no radiography"),
            false,
            4000,
            base.pick("模块二 板立对接", "module 2"),
            reasons(ReasonKind::not_applicable)};
}

AskNoteView ExaminerDialogSamples::note(std::string as_it_stands) const {
    return {"S09", base.text("工具量具使用", "Tools and gauges"), base.text("1 × 1 分，扣 1 分", "1 x 1, -1"), std::move(as_it_stands),
            reasons(ReasonKind::note)};
}

AskArbitrationView ExaminerDialogSamples::arbitration() const {
    AskArbitrationView view;
    view.row = "C06";
    view.name = base.text("操作前说明", "Explains the procedure");
    view.words = base.pick("极差不大于 1", "at most 1 apart");
    view.levels = {
        {base.pick("许明哲", "Xu Mingzhe"), 2}, {base.pick("梁世杰", "Liang Shijie"), 2}, {base.pick("郝雪梅", "Hao Xuemei"), 0}};
    view.descriptors = {base.pick("一言不发就动手", "acts without a word"), base.pick("用行话说出步骤", "names the step in trade words"),
                        base.pick("用平常话，先说下一步", "plain words, one step ahead"),
                        base.pick("用平常话，并请老人复述一遍", "plain words, and lets the person say it back")};
    view.reasons = reasons(ReasonKind::arbitration);
    return view;
}

AskWithdrawalView ExaminerDialogSamples::withdrawal() const {
    return {"V2",
            base.text("卡盘扳手未取下即启动主轴", "Spindle started with the chuck key in"),
            base.pick("总分记 0 分，终止操作", "total 0, the test stops"),
            base.pick("梁世杰、许明哲", "Liang Shijie, Xu Mingzhe"),
            at_time(14, 22),
            reasons(ReasonKind::withdrawal)};
}

AskHandInView ExaminerDialogSamples::hand_in() const {
    AskHandInView view;
    view.whom = whom();
    view.at = at_time(16, 2, 41);
    return view;
}

AskWorkOverView ExaminerDialogSamples::work_over() const {
    return {base.pick("03 沈嘉宁", "03 Shen Jianing"), base.text("接线板留在 03 工位，断电后检测", "The board stays at station 03")};
}

AskEndView ExaminerDialogSamples::ends() const {
    const std::string stops = base.pick("停表", "the clock stops");
    const std::string held = base.pick("成绩待定，建议作废", "held; a void is proposed");
    const std::string goes_on = base.pick("时间不变", "no time given back");
    const std::string normal = base.pick("成绩照常", "the result is normal");
    const std::string later = base.pick("无成绩，或按已得分计", "no result, or the points so far");
    AskEndView view;
    view.whom = whom();
    view.ends = {
        {"STOPPED", base.pick("违纪终止", "Stopped for misconduct"), stops, base.pick("记零分", "zero"), true, true},
        {"CHEATED", base.pick("作弊", "Cheating"), stops, held, true, true, false, true},
        {"IMPERSONATION", base.pick("替考", "Impersonation"), stops, held, true, true, true, true},
        {"PIECE_SWAPPED", base.pick("调包换件", "Piece swapped"), stops, held, true, true, false, true},
        {"SAFETY_STOP", base.pick("安全否定项终止", "Safety stop"), stops, base.pick("按评分表否定项", "by the sheet's veto"), true, true},
        {"INJURY", base.pick("受伤", "Injury"), stops, later, true, true, false, false, true},
        {"ILL", base.pick("突发疾病", "Sudden illness"), stops, later, true, true, false, false, true},
        {"WITHDREW", base.pick("自行放弃", "Withdrew"), stops, base.pick("按已得分计", "points so far"), false, true, true}};
    view.ends[0].reasons = view.ends[1].reasons = reasons(ReasonKind::misconduct);
    view.ends[5].reasons = view.ends[6].reasons = reasons(ReasonKind::health);
    view.notes = {{"WARNED", base.pick("违纪警告", "Warned"), goes_on, normal, true, true},
                  {"EARLY_START", base.pick("提前操作", "Early start"), goes_on, base.pick("警告或扣分", "a warning or points off")},
                  {"LATE_STOP", base.pick("终了后继续", "Late stop"), goes_on, base.pick("警告或扣分", "a warning or points off")},
                  {"ID_DOUBT", base.pick("人证存疑", "Identity in doubt"), goes_on, base.pick("成绩待定", "held"), true, true, true, true},
                  {"COMPLAINT", base.pick("现场申诉", "Complaint"), goes_on, base.pick("成绩照常，加标记", "normal, flagged")}};
    view.notes[0].reasons = reasons(ReasonKind::misconduct);
    view.evidence = {"K3-0412", "K3-0413"};
    view.camera = true;
    return view;
}

AskCreditView ExaminerDialogSamples::credit() const {
    return {whom(), 60, 4'960'000, reasons(ReasonKind::credit)};
}

AskRestartView ExaminerDialogSamples::restart() const {
    return {whom(), 7, 240, reasons(ReasonKind::restart)};
}

EvidenceView ExaminerDialogSamples::evidence() const {
    EvidenceView view;
    view.row = "S11";
    view.name = base.text("着装与防护", "Dress");
    const std::string xu = base.pick("许明哲", "Xu Mingzhe");
    const std::string liang = base.pick("梁世杰", "Liang Shijie");
    view.pictures = {{base.options.figure, "K3-0409", xu, at_time(13, 38)},
                     {base.options.photo, "K3-0412", liang, at_time(13, 41)},
                     {base.options.figure, "K3-0413", xu, at_time(13, 42)}};
    view.camera = true;
    view.files = true;
    return view;
}

SheetView ExaminerDialogSamples::own_sheet() const {
    SheetView sheet = base.on_site();
    sheet.bar.title = base.pick("独立评分", "Own scores");
    sheet.bar.person = base.pick("郝雪梅", "Hao Xuemei");
    sheet.strip.reset();
    sheet.has_clock = false;
    sheet.vetoes.clear();
    sheet.own = OwnSheetView{"1", false};
    const ScoreRowView judged = base.judged_row();
    sheet.rows.clear();
    for (const char* id : {"C06", "C08", "C14"}) {
        sheet.rows.push_back(judged);
        sheet.rows.back().id = id;
    }
    sheet.rows[1].state = RowState::unseen;
    sheet.rows[1].waits = RowWaits::nothing;
    sheet.rows[1].noted_by.clear();
    std::get<JudgementControl>(sheet.rows[1].control).level.reset();
    SheetGroupView group;
    group.name = base.pick("评价分", "Judgement");
    group.count = sheet.rows.size();
    sheet.groups = {group};
    sheet.active_row = 1;
    return sheet;
}

EmergencyView ExaminerDialogSamples::emergency() const {
    EmergencyView view;
    view.whom = base.pick("梁世杰", "Liang Shijie");
    view.role = base.pick("考评员", "Examiner");
    view.reasons = reasons(ReasonKind::emergency);
    view.issued_by = base.pick("傅春梅、邵丽华", "Fu Chunmei, Shao Lihua");
    view.until = at_time(21, 30);
    return view;
}

} // namespace kaogong::test
