"""The diagram's words in other languages, by the keys of `slr.flow.labels`. Translated for slr."""

KEYS: tuple[str, ...] = (
    "identification",
    "screening",
    "included",
    "head-previous",
    "head-databases",
    "head-databases-new",
    "head-other",
    "head-other-new",
    "previous-studies",
    "previous-reports",
    "identified",
    "database",
    "register",
    "website",
    "organisation",
    "citation",
    "other",
    "removed",
    "duplicates",
    "already-found",
    "automation",
    "rule",
    "stop",
    "other-reasons",
    "screened",
    "excluded",
    "screening-pending",
    "conflicts",
    "sought",
    "not-retrieved",
    "not-yet-retrieved",
    "assessed",
    "excluded-full-text",
    "full-text-pending",
    "awaiting",
    "ongoing",
    "included-studies",
    "included-reports",
    "included-studies-new",
    "included-reports-new",
    "total-studies",
    "total-reports",
    "n",
    "draft",
    "pending",
    "flow-diagram",
    "after",
    "round",
)

_SPANISH = """
Identificación
Cribado
Incluidos
Estudios previos
Identificación de estudios a través de bases de datos y registros
Identificación de nuevos estudios a través de bases de datos y registros
Identificación de estudios a través de otros métodos
Identificación de nuevos estudios a través de otros métodos
Estudios incluidos en la versión previa de la revisión
Informes de los estudios incluidos en la versión previa de la revisión
Registros identificados desde:
Bases de datos
Registros de estudios
Sitios web
Organizaciones
Búsqueda de citas
Otras fuentes
Registros eliminados antes del cribado:
Registros duplicados eliminados
Registros ya encontrados en bases de datos y registros de estudios
Registros señalados como inelegibles por herramientas de automatización
por regla
por interrupción declarada
Registros eliminados por otras razones
Registros cribados
Registros excluidos
Registros pendientes de cribado
de ellos en conflicto
Informes buscados para su recuperación
Informes no recuperados
Informes aún no recuperados
Informes evaluados para decidir su elegibilidad
Informes excluidos
Informes pendientes de evaluación
Informes pendientes de clasificación
Informes de estudios en curso
Estudios incluidos en la revisión
Informes de los estudios incluidos
Nuevos estudios incluidos en la revisión
Informes de los nuevos estudios incluidos
Total de estudios incluidos en la revisión
Informes del total de estudios incluidos
n
BORRADOR
pendiente
Diagrama de flujo PRISMA 2020
Según el diagrama de flujo PRISMA 2020 (Page et al., 2021, doi 10.1136/bmj.n71)
Ronda
"""

_FRENCH = """
Identification
Sélection
Inclusion
Études antérieures
Identification des études par les bases de données et les registres
Identification des nouvelles études par les bases de données et les registres
Identification des études par d'autres méthodes
Identification des nouvelles études par d'autres méthodes
Études incluses dans la version antérieure de la revue
Rapports des études incluses dans la version antérieure de la revue
Références identifiées à partir de :
Bases de données
Registres
Sites web
Organisations
Recherche de citations
Autres sources
Références supprimées avant la sélection :
Références en double supprimées
Références déjà trouvées dans les bases de données et les registres
Références jugées inéligibles par des outils d'automatisation
par règle
par arrêt déclaré
Références supprimées pour d'autres raisons
Références examinées
Références exclues
Références restant à examiner
dont en désaccord
Rapports recherchés pour évaluation
Rapports non récupérés
Rapports pas encore récupérés
Rapports évalués pour éligibilité
Rapports exclus
Rapports restant à évaluer
Rapports en attente de classification
Rapports d'études en cours
Études incluses dans la revue
Rapports des études incluses
Nouvelles études incluses dans la revue
Rapports des nouvelles études incluses
Total des études incluses dans la revue
Rapports du total des études incluses
n
ÉBAUCHE
en attente
Diagramme de flux PRISMA 2020
D'après le diagramme de flux PRISMA 2020 (Page et al., 2021, doi 10.1136/bmj.n71)
Cycle
"""

_GERMAN = """
Identifizierung
Screening
Eingeschlossen
Frühere Studien
Identifizierung von Studien über Datenbanken und Register
Identifizierung neuer Studien über Datenbanken und Register
Identifizierung von Studien über andere Methoden
Identifizierung neuer Studien über andere Methoden
In der früheren Version des Reviews eingeschlossene Studien
Berichte der in der früheren Version des Reviews eingeschlossenen Studien
Identifizierte Treffer aus:
Datenbanken
Register
Webseiten
Organisationen
Zitationssuche
Andere Quellen
Vor dem Screening entfernte Treffer:
Entfernte Duplikate
Bereits in Datenbanken und Registern gefundene Treffer
Von Automatisierungswerkzeugen als ungeeignet markierte Treffer
durch Regel
durch erklärten Abbruch
Aus anderen Gründen entfernte Treffer
Gescreente Treffer
Ausgeschlossene Treffer
Noch zu screenende Treffer
davon im Konflikt
Zur Beschaffung gesuchte Berichte
Nicht beschaffte Berichte
Noch nicht beschaffte Berichte
Auf Eignung geprüfte Berichte
Ausgeschlossene Berichte
Noch zu prüfende Berichte
Berichte, deren Einordnung aussteht
Berichte laufender Studien
In den Review eingeschlossene Studien
Berichte der eingeschlossenen Studien
Neue in den Review eingeschlossene Studien
Berichte der neu eingeschlossenen Studien
Insgesamt in den Review eingeschlossene Studien
Berichte aller eingeschlossenen Studien
n
ENTWURF
ausstehend
PRISMA-2020-Flussdiagramm
Nach dem PRISMA-2020-Flussdiagramm (Page et al., 2021, doi 10.1136/bmj.n71)
Runde
"""

_PORTUGUESE = """
Identificação
Triagem
Incluídos
Estudos prévios
Identificação de estudos por meio de bases de dados e registros
Identificação de novos estudos por meio de bases de dados e registros
Identificação de estudos por meio de outros métodos
Identificação de novos estudos por meio de outros métodos
Estudos incluídos na versão anterior da revisão
Relatos dos estudos incluídos na versão anterior da revisão
Registros identificados em:
Bases de dados
Registros de estudos
Websites
Organizações
Busca de citações
Outras fontes
Registros removidos antes da triagem:
Registros duplicados removidos
Registros já encontrados em bases de dados e registros de estudos
Registros assinalados como inelegíveis por ferramentas de automação
por regra
por parada declarada
Registros removidos por outras razões
Registros triados
Registros excluídos
Registros ainda por triar
destes em conflito
Relatos procurados para recuperação
Relatos não recuperados
Relatos ainda não recuperados
Relatos avaliados para elegibilidade
Relatos excluídos
Relatos ainda por avaliar
Relatos aguardando classificação
Relatos de estudos em andamento
Estudos incluídos na revisão
Relatos dos estudos incluídos
Novos estudos incluídos na revisão
Relatos dos novos estudos incluídos
Total de estudos incluídos na revisão
Relatos do total de estudos incluídos
n
RASCUNHO
pendente
Fluxograma PRISMA 2020
Segundo o fluxograma PRISMA 2020 (Page et al., 2021, doi 10.1136/bmj.n71)
Rodada
"""

_ITALIAN = """
Identificazione
Screening
Inclusi
Studi precedenti
Identificazione degli studi tramite database e registri
Identificazione di nuovi studi tramite database e registri
Identificazione degli studi tramite altri metodi
Identificazione di nuovi studi tramite altri metodi
Studi inclusi nella versione precedente della revisione
Report degli studi inclusi nella versione precedente della revisione
Record identificati da:
Database
Registri
Siti web
Organizzazioni
Ricerca delle citazioni
Altre fonti
Record rimossi prima dello screening:
Record duplicati rimossi
Record già trovati in database e registri
Record contrassegnati come non eleggibili da strumenti automatici
per regola
per interruzione dichiarata
Record rimossi per altri motivi
Record sottoposti a screening
Record esclusi
Record ancora da sottoporre a screening
di cui in conflitto
Report ricercati per il recupero
Report non recuperati
Report non ancora recuperati
Report valutati per l'eleggibilità
Report esclusi
Report ancora da valutare
Report in attesa di classificazione
Report di studi in corso
Studi inclusi nella revisione
Report degli studi inclusi
Nuovi studi inclusi nella revisione
Report dei nuovi studi inclusi
Totale degli studi inclusi nella revisione
Report del totale degli studi inclusi
n
BOZZA
in sospeso
Diagramma di flusso PRISMA 2020
Secondo il diagramma di flusso PRISMA 2020 (Page et al., 2021, doi 10.1136/bmj.n71)
Ciclo
"""

_CHINESE = """
识别
筛选
纳入
既往研究
通过数据库和注册库识别研究
通过数据库和注册库识别新研究
通过其他方法识别研究
通过其他方法识别新研究
综述前一版本纳入的研究
综述前一版本纳入研究的报告
识别的记录来自:
数据库
注册库
网站
组织机构
引文检索
其他来源
筛选前删除的记录:
删除的重复记录
已在数据库和注册库中找到的记录
自动化工具标记为不合格的记录
按规则
按声明的停止
因其他原因删除的记录
筛选的记录
排除的记录
尚待筛选的记录
其中有分歧
拟获取全文的报告
未获取的报告
尚未获取的报告
评估合格性的报告
排除的报告
尚待评估的报告
等待分类的报告
正在进行的研究的报告
综述纳入的研究
纳入研究的报告
综述新纳入的研究
新纳入研究的报告
综述纳入的研究总数
全部纳入研究的报告
n
草稿
待处理
PRISMA 2020 流程图
依据 PRISMA 2020 流程图(Page 等,2021,doi 10.1136/bmj.n71)
轮次
"""


def _table(lines: str) -> dict[str, str]:
    return dict(zip(KEYS, lines.strip().splitlines(), strict=True))


TRANSLATIONS: dict[str, dict[str, str]] = {
    "de": _table(_GERMAN),
    "es": _table(_SPANISH),
    "fr": _table(_FRENCH),
    "it": _table(_ITALIAN),
    "pt": _table(_PORTUGUESE),
    "zh": _table(_CHINESE),
}
